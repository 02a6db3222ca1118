/** The face of the simulation layer: the maths of believable data. */
export { beta } from './distributions/beta.ts'
export { triangular } from './distributions/triangular.ts'
