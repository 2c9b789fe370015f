/** Files that are hardly ever text. */
const NAMES =
  /\.(?:7z|avif|bin|bmp|br|bz2|class|dll|dylib|eot|exe|flac|gif|gz|heic|ico|jar|jpe?g|m4[av]|mov|mp[34]|ogg|otf|pdf|png|pyc|so|sqlite|tar|tgz|tiff?|ttf|wasm|wav|web[mp]|whl|woff2?|xz|zip|zst)$/iu;

/** Whether a file is no text by its name. It says where to look first, and nothing about the file. */
export const isLikelyBinary = ({ path }: { readonly path: string }): boolean => NAMES.test(path);
