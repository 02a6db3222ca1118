import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silent } from '../../kernel/index.ts'
import { openSecret } from './cryptfile.ts'
import { secretStore } from './store.ts'

/** Written by keyrings.cryptfile 1.3.9 with the password "eventum". */
const FILE = `[keyring_2Dsetting]
password_20reference = 
	eyJzYWx0IjogImlRQlFWWlJGdGp4WW52NnAySlUvUEE9PSIsICJkYXRhIjogIjlrTTNIL1hkTGZV
	K2JDcnN5SUt5aFV6UVNCTHVjUXE3IiwgIm1hYyI6ICJTZTI5cHFVaWt4TmM3YmgzTWFQTG5nPT0i
	LCAibm9uY2UiOiAiT0ZZN3lmRHA4TnRrcnJIN0JpR1hBdz09In0=
scheme = [Argon2] AES128.GCM
version = 1.3.9

[eventum]
db_5fpassword = 
	eyJzYWx0IjogIlJqUnlEaEUzMERyclJjTVZqYVRLQWc9PSIsICJkYXRhIjogImc4WWk2RDlkd3gw
	PSIsICJtYWMiOiAiZ01rNTh3SENldjhUOG5xV0pzUnFIUT09IiwgIm5vbmNlIjogImNKMW5jSE91
	R0tudUcvREhCd0I0T3c9PSJ9
token_2d_c3_84 = 
	eyJzYWx0IjogImQwMmF3cDdDdCt4dHAvZERucjVFYXc9PSIsICJkYXRhIjogIjdaL2U0WE42blE9
	PSIsICJtYWMiOiAiay9Zb0M1WnIyTGw2OG9xRHdXY21YUT09IiwgIm5vbmNlIjogInJzb25RK0V0
	MEtSTzM1VVh0cmVKYnc9PSJ9
	

`

test('a file written by the original keyring opens', async () => {
  expect(await openSecret(FILE, 'db_password', 'eventum')).toBe('p: w #"x')
  expect(await openSecret(FILE, 'Token-Ä', 'eventum')).toBe('zweites')
  expect(await openSecret(FILE, 'absent', 'eventum')).toBeUndefined()
})

test('a wrong password, another case and damage are said, not returned', async () => {
  const secret = expect.objectContaining({ code: 'E_SECRET' })
  await expect(openSecret(FILE, 'db_password', 'wrong')).rejects.toEqual(secret)
  await expect(openSecret(FILE, 'token-Ä', 'eventum')).rejects.toEqual(secret)
  await expect(openSecret('[eventum]\na = !!', 'a', 'eventum')).rejects.toEqual(secret)
})

test('the environment comes first, then the file that was given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'eventloom-'))
  try {
    const path = join(folder, 'keyring.cfg')
    writeFileSync(path, FILE)
    const env = { EVENTLOOM_SECRET_API_KEY: 'from env', EVENTUM_KEYRING_PASSWORD: 'eventum' }
    const store = secretStore(path, silent, env)
    expect(await store('api-key')).toBe('from env')
    expect(await store('db_password')).toBe('p: w #"x')
    expect(await secretStore(join(folder, 'none'), silent, {})('x')).toBeUndefined()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
