import { kindsFor } from '../../../features/organisations/bodies.ts'
import { createBody } from '../../../features/organisations/create-body.server.ts'
import { listLookAlikes, listPlaceMatches } from '../../../features/organisations/look-alikes.server.ts'
import { usePageData } from '../../request.ts'
import { BodyFacts } from '../../ui/joining/body-facts.tsx'
import { CreateBody } from '../../ui/joining/create-body.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** What was said so far, and what is known already that looks like it. */
export const loader = workspaceLoader('signedIn', async ({ ctx, url, page }) => {
  const say = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 200)
  const said = { name: say('name'), country: say('country'), kind: say('kind') }
  const { countries } = page.labels
  const isSaid =
    said.name.length > 1 && countries.has(said.country) && kindsFor(said.country).some((kind) => kind === said.kind)
  const collator = new Intl.Collator(ctx.locale)
  return {
    said,
    countries: [...countries].toSorted((a, b) => collator.compare(a[1], b[1])),
    found: isSaid ? { alike: await listLookAlikes(ctx, said), places: await listPlaceMatches(ctx, said) } : null,
    // Where something is missing after the first step, the form says so; at the very first sight it does not.
    isIncomplete: !isSaid && url.searchParams.has('kind'),
  }
})

/** Creates the body, once its look-alikes were shown. */
export const action = workspaceAction('signedIn', {
  async create({ ctx }, form) {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const place = text('place')
    const { key } = await createBody(ctx, {
      name: text('name'),
      country: text('country'),
      kind: text('kind'),
      placeId: /^\d{1,9}$/.test(place) ? Number(place) : null,
      councilStatus: text('council'),
      website: text('website'),
      functionTitle: text('function'),
    })
    return { to: workspacePath('members', ctx.locale, { key }, { done: 'created' }) }
  },
})

/** Creates a body in two steps: what it is, then whether it is none of those known. */
export default function NewBody() {
  const { t } = useSite()
  const { said, countries, found, isIncomplete, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('joining.body.title')} · ${t('site.name')}`}</title>
      <h1>{t('joining.body.title')}</h1>
      <p className="measure mt-4">{t('joining.body.lead')}</p>
      {found ? (
        <CreateBody said={said} found={found} kept={kept} />
      ) : (
        <BodyFacts said={said} countries={countries} isIncomplete={isIncomplete} />
      )}
    </div>
  )
}
