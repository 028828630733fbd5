// sample: a share of all records, whatever the numbers are that chance gives.
import { describe, expect, it } from 'vitest'
import { buildPoint, folderOf, NOW, runScript } from '../support/run-script.js'

const sampled = (probability: string, number: number) =>
  runScript(`add_key(s, sample(${probability}))`, {
    message: '',
    services: { random: () => number },
  }).point.get('s')

const ALMOST_ONE = 1 - 2 ** -53

describe('sample', () => {
  it.each([
    ['1', ALMOST_ONE, true],
    ['1.0', ALMOST_ONE, true],
    ['0.99', 0.98999, true],
    ['0.99', 0.99, false],
    ['0.5', 0.49999, true],
    ['0.5', 0.5, false],
    ['0.001', 0, true],
    ['0.001', 0.001, false],
    ['0', 0, false],
    ['2 * 0.1', 0.19, true],
    ['2 * 0.1', 0.21, false],
    ['-0.1', 0, null],
    ['1.01', 0, null],
    ['2', 0, null],
    ['nan', 0, false],
  ])('sample(%s) with the number %d is %s', (probability, number, result) => {
    expect(sampled(probability, number)).toBe(result)
  })

  it('is true for the share that was asked for', () => {
    let asked = 0
    const random = () => (asked++ + 0.5) / 1000
    const script = folderOf('if sample(0.25) {\n add_key(kept, true)\n}', {
      services: { random },
    }).require('main.p')
    const points = Array.from({ length: 1000 }, () => buildPoint({ message: '' }))
    for (const point of points) script.run(point, NOW)
    expect(points.filter((point) => point.has('kept'))).toHaveLength(250)
  })
})
