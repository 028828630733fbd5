// Every function of the language, sorted by name. Adding one is a file of its name and a line here.
import type { FunctionDef, FunctionTable } from '../define.js'
import { addKey } from './add_key.js'
import { cast } from './cast.js'
import { drop } from './drop.js'
import { dropKey } from './drop_key.js'
import { dropOriginData } from './drop_origin_data.js'
import { exit } from './exit.js'
import { getKey } from './get_key.js'
import { groupBetween } from './group_between.js'
import { groupIn } from './group_in.js'
import { json } from './json.js'
import { len } from './len.js'
import { loadJson } from './load_json.js'
import { lowercase } from './lowercase.js'
import { nullif } from './nullif.js'
import { rename } from './rename.js'
import { setMeasurement } from './set_measurement.js'
import { setTag } from './set_tag.js'
import { strfmt } from './strfmt.js'
import { trim } from './trim.js'
import { uppercase } from './uppercase.js'
import { use } from './use.js'

export const FUNCTIONS: readonly FunctionDef[] = [
  addKey,
  cast,
  drop,
  dropKey,
  dropOriginData,
  exit,
  getKey,
  groupBetween,
  groupIn,
  json,
  len,
  loadJson,
  lowercase,
  nullif,
  rename,
  setMeasurement,
  setTag,
  strfmt,
  trim,
  uppercase,
  use,
]

/** The functions as the compiler takes them. */
export const functionTable: FunctionTable = new Map(FUNCTIONS.map((f) => [f.name, f]))
