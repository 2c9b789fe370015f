/** Why a YAML file is not read on. It never leaves `readYaml`. */
export class Unreadable extends Error {}
