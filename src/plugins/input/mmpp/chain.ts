import { invalidOption, type Micros, SECOND } from '../../../kernel/index.ts'
import { trappedState } from '../../../simulation/index.ts'

/** How far from 0 a row may add up, of its diagonal. */
const TOLERANCE = 1e-6

type Matrix = readonly (readonly number[])[]

/**
 * The generator matrix of a chain, as given or made of the mean stays (microseconds). E_OPTION_INVALID if there
 * are both or neither, if it is no generator, or if the chain gets caught in a part of its states.
 */
export function chainOf(stays: readonly (Micros | undefined)[], written: Matrix | undefined): Matrix {
  if (written === undefined) return evenChain(stays)
  const surplus = stays.findIndex((stay) => stay !== undefined)
  if (surplus >= 0) {
    throw invalidOption(
      `states.${surplus}.stay`,
      'a generator already says how long',
      'remove one of the two',
    )
  }
  checkGenerator(written, stays.length)
  const trapped = trappedState(written)
  if (trapped !== undefined) {
    throw invalidOption(
      'generator',
      `state ${trapped} (counted from 0) is not connected to state 0 both ways`,
      'give each state a way to all others, direct or not',
    )
  }
  return written
}

function evenChain(stays: readonly (Micros | undefined)[]): Matrix {
  return stays.map((stay, state) => {
    if (stay === undefined) {
      throw invalidOption(
        `states.${state}.stay`,
        'is needed where no generator is given',
        'write how long the state lasts on average, such as 10m',
      )
    }
    const exit = SECOND / stay
    return stays.map((_, next) => (next === state ? -exit : exit / (stays.length - 1)))
  })
}

function checkGenerator(generator: Matrix, states: number): void {
  if (generator.length !== states || generator.some((row) => row.length !== states)) {
    throw invalidOption(
      'generator',
      `is no ${states} × ${states} matrix`,
      'write one row and column for each state',
    )
  }
  for (const [state, row] of generator.entries()) {
    const exit = -row[state]!
    const sum = row.reduce((total, rate) => total + rate, 0)
    if (row.some((rate, next) => next !== state && rate < 0)) {
      throw invalidOption(`generator.${state}`, 'a rate of change is negative', 'only the diagonal may be')
    }
    if (!(Math.abs(sum) <= TOLERANCE * exit)) {
      throw invalidOption(
        `generator.${state}`,
        `adds up to ${sum}, not to 0`,
        `write ${-(exit + sum)} on the diagonal`,
      )
    }
  }
}
