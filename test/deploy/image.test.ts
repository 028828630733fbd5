// The image and the package, as far as they can be read without building them: what the Dockerfile copies exists, what
// it copies is sent to the builder, and what people look for is in the package.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const dockerfile = readFileSync(`${ROOT}Dockerfile`, 'utf8')
const dockerignore = readFileSync(`${ROOT}.dockerignore`, 'utf8').split('\n')

/** Sources of a COPY from the context; a wildcard stands for its folder. */
const copied = dockerfile
  .split('\n')
  .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
  .flatMap((line) => line.split(/\s+/).slice(1, -1))
  .map((path) => (path.includes('*') ? dirname(path) : path))

describe('the image', () => {
  test.each(copied)('%s exists and is sent to the builder', (path) => {
    expect(existsSync(ROOT + path)).toBe(true)
    expect(dockerignore).toContain(`!${path}`)
  })

  test('runs the command of the package, not as root', () => {
    const { bin } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
      bin: Record<string, string>
    }
    expect(dockerfile).toContain(`ENTRYPOINT ["node", "/opt/logfwdserver/${bin.logfwdserver}"]`)
    expect(dockerfile).toMatch(/^USER 65532:65532$/m)
  })
})

test.each([
  'pipelines/nginx.p',
  'pipelines/nginx.cases.jsonl',
  'deploy/kubernetes/datakit.yaml',
  'deploy/kubernetes/demo-service.yaml',
])('%s is in the package', (path) => {
  expect(packed()).toContain(path)
})

let listing: string[] | undefined

function packed(): string[] {
  listing ??= list()
  return listing
}

function list(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const json = execFileSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [pack] = JSON.parse(json) as { files: { path: string }[] }[]
  return pack?.files.map(({ path }) => path) ?? []
}
