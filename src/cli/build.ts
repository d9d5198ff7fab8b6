// `npm run build` (into dist/), and by itself after a start from the sources (keep-build.ts): the server's code and what it needs
// at start in a few files, so that a start reads them and not a thousand small ones. Made anew where the sources are others.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import type { Plugin } from 'esbuild'

const ROOT = resolve(import.meta.dirname, '../..')
const SRC = join(ROOT, 'src')

/** What every start loads. All others stay where npm put them, with their own files and workers. */
const TAKEN_IN = new Set(
  ['@marcbachmann/cel-js', 'bowser', 'commander', 'fastify', 'intl-messageformat', 'maxmind', 'pino'].concat([
    'prom-client',
    'ws',
    'yaml',
    'zod',
  ]),
)

const packages: Plugin = {
  name: 'packages',
  setup: (build) =>
    build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point' || path.startsWith('node:') || importer.includes('/node_modules/'))
        return null
      const [first = '', second] = path.split('/')
      return TAKEN_IN.has(first.startsWith('@') ? `${first}/${second}` : first)
        ? null
        : { path, external: true }
    }),
}

/** Node's own parts as they are: to import them asks for all that they have, and node:http then loads all of undici. */
const nodesOwn: Plugin = {
  name: 'nodes-own',
  setup: (build) => {
    build.onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path, kind }) =>
      isBuiltin(path) && kind !== 'entry-point' ? { path, namespace: 'node' } : null,
    )
    build.onLoad({ filter: /./, namespace: 'node' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
    }))
  },
}

/** A file that looks for others beside itself finds them where it lay. */
const places = (outdir: string): Plugin => ({
  name: 'places',
  setup: (build) =>
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta.')) return null
      const place = JSON.stringify(relative(outdir, path))
      const folder = JSON.stringify(`/${relative(outdir, dirname(path))}`)
      return {
        loader: 'ts',
        contents: text
          .replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`)
          .replaceAll('import.meta.dirname', `(import.meta.dirname + ${folder})`),
      }
    }),
})

const hashOf = (): string => {
  const hash = createHash('sha256').update(process.version)
  const names = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  for (const path of [
    ...names.toSorted().map((name) => join('src', name)),
    'package-lock.json',
    'package.json',
  ])
    hash.update(`${path}\n`).update(readFileSync(join(ROOT, path)))
  return hash.digest('hex')
}

/** Builds into a folder; answers the files that it was made of, from the product's folder. */
export const bundle = async (outdir: string, stamp: string): Promise<readonly string[]> => {
  const esbuild = await import('esbuild')
  try {
    const { metafile } = await esbuild.build({
      entryPoints: { winback: join(SRC, 'cli/verbs.ts') },
      absWorkingDir: ROOT,
      metafile: true,
      outdir,
      plugins: [nodesOwn, packages, places(outdir)],
      define: { WINBACK_BUILT: JSON.stringify(stamp) },
      ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node24' },
      ...{ minifySyntax: true, minifyWhitespace: true },
      ...{ sourcemap: 'linked', legalComments: 'linked', charset: 'utf8', logLevel: 'silent' },
      // Packages that are no modules of ECMAScript ask for Node's own parts so.
      banner: {
        js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
      },
    })
    writeFileSync(join(outdir, 'package.json'), '{ "type": "module" }\n')
    return Object.keys(metafile.inputs).filter((name) => !name.startsWith('node:'))
  } finally {
    await esbuild.stop()
  }
}

/** Answers whether it made anything. Throws where the folder cannot be written. */
export const build = async (): Promise<boolean> => {
  const dist = join(ROOT, 'dist')
  const stamp = hashOf()
  const stampFile = join(dist, 'sources')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false
  const fresh = `${dist}.${process.pid}`
  try {
    mkdirSync(fresh)
    await bundle(fresh, stamp)
    writeFileSync(join(fresh, 'sources'), stamp)
    rmSync(dist, { recursive: true, force: true })
    renameSync(fresh, dist)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return true
}

if (import.meta.main)
  try {
    await build()
  } catch (error) {
    rmSync(join(ROOT, 'dist'), { recursive: true, force: true })
    console.error(`Nothing was built, so it runs from the sources, which starts more slowly: ${error}`)
  }
