import { test } from 'vitest'
import { pageTypes, pathOfType } from './site/page-types.ts'
import { expectContrast, read } from './site/reader.ts'

// The same page but for its colours.
test.each(pageTypes)('in the dark, every text stands out: %s', async (type) => {
  const page = await read(await pathOfType(type, 'fr'), { scripts: true, dark: true })
  await expectContrast(page)
})
