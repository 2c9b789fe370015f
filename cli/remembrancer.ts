#!/usr/bin/env node
import { runProgram } from './program.ts';
import { surviveOutputErrors } from './survive-output-errors.ts';
import { processTerminal } from './terminal.ts';

surviveOutputErrors(process);
process.exitCode = await runProgram(process.argv.slice(2), processTerminal(), 'remembrancer');
