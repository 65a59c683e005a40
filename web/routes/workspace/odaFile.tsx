import { makeOdaFile, odaFormats } from '../../../features/budgets/oda-file.server.ts'
import { readYear } from '../../../features/budgets/oda-form.ts'
import { AppError } from '../../../platform/errors.ts'
import { errorSentence, translator } from '../../../platform/i18n/translator.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** The return of a year as a file: to fill in with, to keep, for a program, or to sign. */
export const loader = workspaceFile('member', async ({ ctx, atWork, params }) => {
  const year = readYear(params.year)
  const format = odaFormats.find((one) => one === params.format)
  if (year === null || !format) {
    // Somebody typed this address: a sentence, for there is no page around a file.
    const unknown = new AppError('not_found', year === null ? 'oda_year_unknown' : 'oda_format_unknown')
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' }
    return new Response(errorSentence(translator(ctx.locale), unknown), { status: 404, headers })
  }
  const { name, type, bytes } = await makeOdaFile(ctx, atWork.organisation.organisationId, year, format)
  return new Response(bytes, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
