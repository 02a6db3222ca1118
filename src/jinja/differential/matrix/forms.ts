/*
 * Every filter and test with every argument, by position and by name, also wrong ones. `v` is the value; what is lazy
 * is made a list, because its own text is an address.
 */

/** `name: arguments; arguments; …`, `-` for a call without parentheses and a filter after `|`. */
function calls(text: string): [name: string, call: string][] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', rest = ''] = line.trim().split(/: (.*)/s)
      return rest.split('; ').map((each): [string, string] => {
        const [given = '', after] = each.split(' | ')
        const call = given === '-' ? name : `${name}(${given})`
        return [name, after === undefined ? call : `${call}|${after}`]
      })
    })
}

export const FILTER_FORMS = calls(`
  abs: -; 1
  attr: "real"; "name"; "one"; none; -
  batch: 2 | list; 3, "-" | list; linecount=2, fill_with=none | list; 0 | list; "2" | list; -
  capitalize: -; 1
  center: -; 20; width=7; "9"; 9, 9
  count: -; 1
  d: "x"; "x", true
  default: -; "x"; "x", true; default_value=1, boolean=true; none, false; 1, 2, 3
  dictsort: -; true; false, "value"; by="value", reverse=true; false, "key", true; true, "value", true; by="other"
  e: -; 1
  escape: -
  filesizeformat: -; true; binary=true; 1, 2
  first: -; 1
  float: -; 1.5; default=none; "x"; 1, 2
  forceescape: -; 1
  format: -; 1; "a", 2; "é"; 1.5, 7; name="n"; 1, b=2
  groupby: 0 | list; "name" | list; "age" | list; "age", 7 | list; "name", "z", true | list; attribute="name", case_sensitive=true | list; "tags.0", "" | list; -
  indent: -; 2; "> "; 2, true; width=1, first=true, blank=true; 2, false, true; 1.5
  int: -; 7; 0, 16; base=2; none, 8; "d", 0; default=3; 0, 99; 0, "10"
  items: - | list; 1
  join: -; ", "; attribute="name"; "-", 0; d="+", attribute="age"; 1; none
  last: -; 1
  length: -
  list: -; 1
  lower: -; 1
  map: "upper" | list; "string" | list; "length" | list; "default", "x" | list; attribute="name" | list; attribute="name", default="d" | list; attribute=0 | list; attribute="tags.0" | list; "join", "-" | list; "round", 1 | list; "nope" | list; - | list; 1 | list; attribute="name", other=1 | list
  max: -; true; case_sensitive=true; attribute="age"; false, "name"; attribute=0
  min: -; true; case_sensitive=true; attribute="age"; false, "name"; attribute=0
  pprint: -; true
  reject: - | list; "odd" | list; "none" | list; "equalto", 1 | list; "in", [1, "a"] | list; "nope" | list
  rejectattr: "name" | list; "age", "odd" | list; "age", "equalto", 22 | list; "tags.0" | list; 0 | list; - | list
  replace: "a", "b"; "a", "<", 1; old="l", new="L", count=2; "", "-"; 1, 2; "a"; "a", none; "a", "b", "c"; "<", "["
  reverse: - | list; -|string; 1
  round: -; 1; 2; -2; 0, "floor"; 1, "ceil"; precision=2, method="common"; 0, "other"; "1"; 400
  safe: -; 1
  select: - | list; "odd" | list; "string" | list; "gt", 1 | list; "sameas", none | list; "nope" | list
  selectattr: "name" | list; "age", "odd" | list; "age", "equalto", 22 | list; "tags" | list; 1, "string" | list; - | list
  slice: 2 | list; 3, "-" | list; slices=2, fill_with=0 | list; 0 | list; "2" | list; -
  sort: -; true; reverse=true; case_sensitive=true; attribute="name"; attribute="age,name"; attribute="-age"; attribute=0; false, true, "tags"; attribute="nope"
  string: -; 1
  striptags: -; 1
  sum: -; 0; "age"; attribute="age", start=10; start=1.5; attribute=1; start=[]; start=""
  title: -; 1
  tojson: -; 2; indent=1; indent="-"; indent=0
  trim: -; "a"; chars=" <"; 1; none
  truncate: -; 5; 5, true; 9, false, "…"; length=8, killwords=true, end="", leeway=0; 3, true, "...", 5; 2; 255, true; 10, true, "<"
  unique: - | list; true | list; case_sensitive=true | list; attribute="age" | list; false, 0 | list; attribute="name" | list
  upper: -; 1
  urlencode: -; 1
  urlize: -; 20; 10, true; nofollow=true; target="_blank"; rel="x y"; trim_url_limit=5, nofollow=true, target="t"; extra_schemes=["tel:"]; extra_schemes="x"
  wordcount: -; 1
  wordwrap: -; 5; 10, false; width=7, wrapstring="|"; 9, true, "+", false; 5, break_on_hyphens=false; 0; -1
  xmlattr: -; false; autospace=true
`)

/** `random` is left out of the comparison: it draws. */
export const DRAWN = ['random']

export const TEST_FORMS = calls(`
  boolean: -; 1
  callable: -
  defined: -; 1
  divisibleby: 2; num=3; 0; 0.5; "a"; -
  eq: 1; "a"; none; []; v; b=1.0
  equalto: true
  ==: 1
  escaped: -
  even: -; 1
  false: -
  filter: -; 1
  float: -
  ge: 1; "b"; none; v
  >=: 1
  greaterthan: 1
  gt: 1; "b"; none; 2.5; v; [1]
  >: 1
  in: [1, "a", none]; "abc"; {"a": 1}; v; 1; seq=(1, 2)
  integer: -
  iterable: -; 1
  le: 1; "b"; v
  <=: 1
  lessthan: 1
  lower: -; 1
  lt: 1; "b"; none; v; {}
  <: 1
  mapping: -
  ne: 1; "a"; v
  !=: 1
  none: -
  number: -
  odd: -
  sameas: none; true; 1; other=false
  sequence: -
  string: -
  test: -
  true: -
  undefined: -
  upper: -
`)
