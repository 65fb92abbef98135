#!/usr/bin/env node
import { rheobase } from "./rheobase.ts";
import { processTerminal } from "./terminal.ts";

process.exitCode = await rheobase(process.argv.slice(2), processTerminal());
