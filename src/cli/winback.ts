#!/usr/bin/env node
// The command line's first file: what Node has made of the code (types taken out, compiled) is kept for the next start.
// NODE_DISABLE_COMPILE_CACHE=1 turns it off, NODE_COMPILE_CACHE says where it lies.
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./verbs.ts')
