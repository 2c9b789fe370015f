/** The name of the program in a command's first word, without its folder and `.exe`: `bash` for `/usr/bin/bash`. */
export const programOf = (text: string): string =>
  text.slice(text.lastIndexOf('/') + 1).replace(/\.exe$/i, '');
