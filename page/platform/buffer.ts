/** What stands in for Node's global `Buffer`: the build puts it wherever that name is used. */
export { Buffer } from 'buffer';
