import { listDisputedPlaces } from '../../../features/accounts/administration.server.ts'
import { usePageData } from '../../request.ts'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'

/** The one reviewed list of disputed places, as this instance holds it. */
export const loader = workspaceLoader('signedIn', async ({ ctx }) => ({ places: await listDisputedPlaces(ctx) }))

/** Labels and notes of disputed places: read here, changed in the reviewed file. */
export default function DisputedPlaces() {
  const { t, locale, day } = useSite()
  const { places } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('admin.disputed.title')} · ${t('site.name')}`}</title>
      <h1>{t('admin.disputed.title')}</h1>
      <p className="measure mt-4">{t('admin.disputed.lead')}</p>
      <dl className="mt-6 measure">
        {places.map((place) => (
          <div key={place.code} className="border-b border-line py-3">
            <dt className="font-[650]">{locale === 'fr' ? place.name_fr : place.name_en}</dt>
            <dd>{locale === 'fr' ? place.note_fr : place.note_en}</dd>
            <dd className="source">{t('admin.disputed.reviewed', { day: day(place.reviewed_on) })}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
