import { LoomError } from '../kernel/index.ts'

/** Loads a package that is not installed with eventloom; E_PACKAGE_MISSING names it. `what` needs it. */
export async function optionalPackage<T>(name: string, what: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes(name)) throw cause
    throw new LoomError('E_PACKAGE_MISSING', `${what} needs the package ${name}`, {
      hint: `npm install ${name}`,
      cause,
    })
  }
}
