/** The most values one inside the other that are gone through: far less than the stack has room for, far more than people write. */
export const MOST_DEPTH = 200;
