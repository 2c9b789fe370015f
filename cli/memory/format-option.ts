import { Option } from 'commander';

import { type Format, FORMATS } from './formats.ts';

/** In which of `formats` to answer; for a person where nothing is said. */
export const formatOption = (formats: readonly Format[] = FORMATS): Option =>
  new Option('--format <format>', 'how to answer').choices(formats).default('table');
