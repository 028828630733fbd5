// All rules of the linter, by code.
import { doubledCapture } from './doubled-capture.js'
import { hostTag } from './host-tag.js'
import { impossibleMatch } from './impossible-match.js'
import { noEffect } from './no-effect.js'
import { repeatedGrok } from './repeated-grok.js'
import type { Rule } from './rule.js'
import { shadowedPattern } from './shadowed-pattern.js'
import { slowPattern } from './slow-pattern.js'
import { textAsNumber } from './text-as-number.js'
import { unreachable } from './unreachable.js'
import { unreadVariable } from './unread-variable.js'
import { unusedCapture } from './unused-capture.js'
import { unusedPattern } from './unused-pattern.js'

export const RULES: readonly Rule[] = [
  shadowedPattern,
  unusedPattern,
  impossibleMatch,
  repeatedGrok,
  unreachable,
  unusedCapture,
  doubledCapture,
  hostTag,
  slowPattern,
  noEffect,
  unreadVariable,
  textAsNumber,
]
