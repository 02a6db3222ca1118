/** The version of eventloom, as in package.json: streams are promised to be the same within one. */
export const RELEASE = '0.1.0'
