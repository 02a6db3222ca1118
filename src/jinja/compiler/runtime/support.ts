import { jsonForHtml } from '../../filters/json.ts'
import {
  add,
  call,
  concatEscaped,
  contains,
  Dict,
  div,
  eq,
  escape as escapeHtml,
  floordiv,
  ge,
  getItem,
  gt,
  Kwargs,
  le,
  lt,
  Markup,
  mod,
  mul,
  ne,
  neg,
  PythonError,
  pos,
  pow,
  type Runtime,
  slice,
  str,
  sub,
  Tuple,
  toArray,
  truth,
  Undefined,
  unpack,
  type Value,
  walk,
} from '../../python/ops.ts'
import { Namespace } from '../globals/namespace.ts'
import { keywords } from './arguments.ts'
import { selfReference, superReference } from './block.ts'
import {
  call0,
  call1,
  call2,
  call3,
  callEscaping,
  callMany,
  write0,
  write1,
  write2,
  write3,
  writeMany,
} from './call.ts'
import { block, extend, extendedTwice, importModule, importNames, include, textOnly } from './compose.ts'
import { callNamed, methodNamed, writeNamed } from './keywords.ts'
import { Loop } from './loop.ts'
import { Macro } from './macro.ts'
import { run } from './run.ts'
import {
  callMethod,
  member,
  method0,
  method1,
  method2,
  method3,
  path,
  writeJsonMember,
  writeMember,
} from './site.ts'

/** Everything that compiled templates call, by the name they call it. */
export const SUPPORT: Readonly<Record<string, unknown>> = {
  $add: add,
  $block: block,
  $call: call,
  $call0: call0,
  $call1: call1,
  $call2: call2,
  $call3: call3,
  $callEscaping: callEscaping,
  $callMany: callMany,
  $callMethod: callMethod,
  $callNamed: callNamed,
  $concatEscaped: (items: readonly Value[]) => items.reduce(concatEscaped),
  $contains: contains,
  $Dict: Dict,
  $div: div,
  $eq: eq,
  $escape: (value: Value) => escapeHtml(value).toText(),
  $extend: extend,
  $extendedTwice: extendedTwice,
  $floordiv: floordiv,
  $ge: ge,
  $getItem: getItem,
  $gt: gt,
  $importModule: importModule,
  $importNames: importNames,
  $include: include,
  $json: jsonForHtml,
  $keywords: keywords,
  $Kwargs: Kwargs,
  $le: le,
  $Loop: Loop,
  $lt: lt,
  $Macro: Macro,
  $markup: (text: Value) => new Markup(str(text)),
  $member: member,
  $method0: method0,
  $method1: method1,
  $method2: method2,
  $method3: method3,
  $methodNamed: methodNamed,
  $mod: mod,
  $mul: mul,
  $ne: ne,
  $neg: neg,
  $notProvided: notProvided,
  $own: own,
  $path: path,
  $pos: pos,
  $pow: pow,
  $run: run,
  $self: selfReference,
  $setAttribute: setAttribute,
  $slice: slice,
  $str: str,
  $sub: sub,
  $super: superReference,
  $textOnly: textOnly,
  $toArray: toArray,
  $truth: truth,
  $Tuple: Tuple,
  $Undefined: Undefined,
  $undefinedName: undefinedName,
  $unknown: unknown,
  $unpack: unpack,
  $walk: walk,
  $write0: write0,
  $write1: write1,
  $write2: write2,
  $write3: write3,
  $writeJsonMember: writeJsonMember,
  $writeMany: writeMany,
  $writeMember: writeMember,
  $writeNamed: writeNamed,
}

function undefinedName(runtime: Runtime, name: string): Value {
  return runtime.undefined({ name })
}

function notProvided(runtime: Runtime, name: string): Value {
  return runtime.undefined({ hint: `parameter '${name}' was not provided` })
}

/** A variable whose name every JavaScript object knows. */
function own(variables: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined
}

/** `{% set a.b = … %}`: only namespaces can be changed from outside. */
function setAttribute(target: Value, name: string, value: Value): void {
  if (!(target instanceof Namespace)) {
    throw new PythonError('TemplateRuntimeError', 'cannot assign attribute on non-namespace object')
  }
  target.set(name, value)
}

/** A filter or test that nobody knows, in a branch that runs. */
function unknown(kind: 'filter' | 'test', name: string): () => never {
  return () => {
    throw new PythonError('TemplateRuntimeError', `No ${kind} named '${name}' found.`)
  }
}
