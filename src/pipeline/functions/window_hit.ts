// window_hit: sends the dropped records around this one.
import { defineFunction } from '../define.js'

export const windowHit = defineFunction({
  name: 'window_hit',
  category: 'point',
  summary: 'Sends the dropped records around this one, which `point_window` has held back.',
  style: 'positional',
  params: { ignored: { kind: 'ignored', optional: true, doc: 'Ignored and not evaluated.' } },
  failures: ['`point_window` was not called before on this record: nothing happens.'],

  prepare() {
    return (_point, run) => {
      if (run.window) run.window.hit = true
    }
  },

  examples: [
    {
      title: 'The record itself, though it is dropped',
      input: 'error 7',
      script: 'point_window(2, 2, ["status"])\nwindow_hit()\ndrop()',
      dropped: true,
      made: [{ category: 'logging', name: 'test', fields: { message: 'error 7', status: 'info' } }],
    },
    {
      title: 'Before there is a window',
      input: 'error 7',
      script: 'window_hit()\npoint_window(2, 2, ["status"])\ndrop()',
      dropped: true,
      made: [],
    },
  ],
})
