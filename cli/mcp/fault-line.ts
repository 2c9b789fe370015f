import { ownLine } from './fence.ts';

const LONGEST = 300;

/** What whoever runs the server is told of a message that it did not serve: one line, as a command tells why it failed. */
export const faultLine = (program: string, { message }: Error): string =>
  `${program}: A message was not served: ${ownLine(message, LONGEST)}`;
