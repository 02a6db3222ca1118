import type { Rng } from '../../../kernel/index.ts'

/** Values of every type, with the edges where types differ. */
const VALUES = [
  ...['none', 'true', 'false', '0', '1', '-1', '2', '7', '-7', '255', '9007199254740991', '9007199254740993'],
  ...['-9007199254740993', '10**25', '0.0', '1.0', '-1.0', '0.5', '2.5', '-2.5', '0.1', '1e16', '1e22'],
  ...[
    '123456789.125',
    '1e-5',
    '1e300',
    '5e-324',
    'float("nan")',
    '-0.0',
    '""',
    '"a"',
    '"abc"',
    '"Hello World"',
  ],
  ...[`"it's"`, '"12"', '" 12.7 "', '"é"', '"😀x"', '"a,b,,c"', '"  a b\\tc\\n"', `"<b>&amp;'x\\""`],
  ...['"x\\ny\\r\\nz"', '"1e5"', '"0x1f"', '"1_000"', '"٣"', '"ß"', '"ǆ"', '"ΑΣ"', '[]', '[1]', '[1,2,3]'],
  ...['["b","A","c"]', '[[1],[2]]', '[1,"a",none]', '()', '(1,)', '(1,2)', '("x","y")', '{}', '{"a":1}'],
  ...['{"b":2,"a":[1]}', '{1:"x",2.0:"y",true:"z"}', 'missing', 'range(5)', 'range(10,0,-3)', '"<i>"|safe'],
  ...['"a&b"|escape', 'set([1])', 'frozenset([2])', '"é,".encode()', 'datetime.timedelta(hours=5)'],
  ...['datetime.datetime(2024,2,29,12)', 'datetime.date(2024,1,31)', 'datetime.time(1,2,3)'],
]

const BINARY = '+ - * / // % ~ == != < <= > >= in and or'.split(' ')

/** What is done to each value; `@` stands for it. */
const UNARY = [
  ...[
    '-(@)',
    '+(@)',
    'not (@)',
    'repr(@)',
    '(@)[0]',
    '(@)[-1]',
    '(@)["a"]',
    '(@).a',
    '(@)[1.0]',
    '(@)[none]',
  ],
  ...['bool(@)', 'int(@)', 'float(@)', 'str(@)', 'list(@)', 'tuple(@)', '[@]', '(@,)', '{"k":@}', '{(@):1}'],
  ...['(@)|string', '(@)|length', '(@)|list', '(@)|tojson', '(@)|tojson(indent=2)', '(@)|pprint', '(@)|int'],
  ...[
    '(@)|float',
    '(@)|abs',
    '(@)|round',
    '(@)|round(1)',
    '(@)|round(-2)',
    '(@)|round(2,"floor")',
    '(@)|first',
  ],
  ...['(@)|last', '(@)|reverse|list', '(@)|join("-")', '(@)|sum', '(@)|min', '(@)|max', '(@)|sort', '(@)|e'],
  ...['(@)|unique|list', '(@)|default("d")', '(@)|default("d",true)', '(@)|upper', '(@)|lower', '(@)|title'],
  ...[
    '(@)|capitalize',
    '(@)|trim',
    '(@)|safe',
    '(@)|forceescape',
    '(@)|striptags',
    '(@)|urlencode',
    '(@)|urlize',
  ],
  ...[
    '(@)|wordcount',
    '(@)|wordwrap(5)',
    '(@)|truncate(5)',
    '(@)|indent',
    '(@)|center(20)',
    '(@)|items|list',
  ],
  ...['(@)|dictsort', '(@)|xmlattr', '(@)|map("string")|list', '(@)|select|list', '(@)|reject("none")|list'],
  ...['(@)|batch(2,"-")|list', '(@)|slice(2,"-")|list', '(@)|filesizeformat', '(@)|replace("a","b")'],
  ...['(@)|attr("real")', '(@)|groupby(0)|list', '(@)|int(default=none,base=16)', '(@)|sort(reverse=true)'],
  ...['"%s|%r" % (@, @)', '"%5.1f" % (@)', '"%d" % (@)', '"%x" % (@)', '"%-7s|" % (@)', '"%c" % (@)'],
  ...[
    '"{:>9}|{!r}".format(@, @)',
    'format((@),".3")',
    'format((@),"08,.2f")',
    'format((@),"^+9")',
    'format((@),"#x")',
  ],
]

const TESTS =
  'odd even defined none boolean false true integer float lower upper string mapping number sequence iterable callable escaped'

/** Methods of text, each with a few of these arguments. */
const TEXT_METHODS =
  'upper lower title capitalize swapcase casefold strip lstrip rstrip split rsplit splitlines partition rpartition ' +
  'replace find rfind index rindex count startswith endswith center ljust rjust zfill expandtabs isalpha isalnum ' +
  'isdigit isdecimal isnumeric isspace islower isupper istitle isidentifier isprintable isascii join encode ' +
  'removeprefix removesuffix format'
const ARGUMENTS = [
  '""',
  '"a"',
  '"b"',
  '","',
  '" "',
  '"ab"',
  '"😀"',
  '"<"',
  'none',
  '0',
  '1',
  '-1',
  '3',
  '20',
  '("a","b")',
]

const LIST_CALLS =
  'append(9) extend("ab") insert(-1,5) pop() pop(0) pop(5) remove(1) remove(42) index(1) count(1) sort() reverse() copy() clear()'
const DICT_CALLS =
  'get("a") get("z",5) get([]) keys() values() items() pop("a") pop("z") popitem() update(a=5) update([(1,2)]) setdefault("n",[]) copy()'

const pick = (rng: Rng, items: readonly string[]): string => rng.pick(items)!

/** Expressions of Jinja, the same for the same rng. */
export function* valueExpressions(rng: Rng): Generator<string> {
  for (const value of VALUES) {
    for (const shape of UNARY) yield shape.replaceAll('@', value)
    for (const test of TESTS.split(' ')) yield `(${value}) is ${test}`
    for (let i = 0; i < 25; i++) yield `(${value}) ${pick(rng, BINARY)} (${pick(rng, VALUES)})`
    for (let i = 0; i < 3; i++)
      yield `(${value}) is ${pick(rng, ['divisibleby', 'eq', 'lt', 'in'])}(${pick(rng, VALUES)})`
  }
}

export function* methodExpressions(rng: Rng): Generator<string> {
  for (const value of VALUES.filter((each) => /^".*"(?:\|\w+)?$/s.test(each))) {
    for (const method of TEXT_METHODS.split(' ')) {
      yield `(${value}).${method}()`
      for (let i = 1; i < 4; i++) {
        const args = Array.from({ length: i }, () => pick(rng, ARGUMENTS))
        yield `(${value}).${method}(${args.join(', ')})`
      }
    }
    for (const part of ['1:', ':-1', '::-1', '5:1:-2', '-3:100', '::0']) yield `(${value})[${part}]`
  }
  for (const call of LIST_CALLS.split(' ')) {
    for (const list of ['[3,1,2]', '["b","a"]', '[]']) yield `[${list}.${call}]`
  }
  for (const call of DICT_CALLS.split(' ')) {
    for (const dict of ['{"a":1,"b":[2]}', '{1:"x"}', '{}']) yield `[${dict}.${call}]`
  }
}
