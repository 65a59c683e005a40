import { getWhoElse } from '../../../features/projects/overlaps.server.ts'
import {
  addPlace,
  listPlaces,
  listTerritories,
  type Place,
  removePlace,
  setPlaceDiscreet,
} from '../../../features/projects/places.server.ts'
import { placePrecisions } from '../../../features/projects/schema.ts'
import { usePageData } from '../../request.ts'
import { Deed } from '../../ui/form/deed.tsx'
import { Choices, SelectField, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { WhoElseNotice } from '../../ui/project/who-else.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, loadProjectTop, projectIn, toProject, typedText } from '../../workspace/project-page.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** The places of the project on every territory, and who else acts there. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  places: await listPlaces(page.ctx, projectIn(page)),
  territories: await listTerritories(page.ctx, projectIn(page)),
  whoElse: await getWhoElse(page.ctx, projectIn(page)),
}))

const fieldOf = {
  project_territory_unknown: 'territory',
  project_place_name_missing: 'name',
  project_point_wrong: 'lat',
}

async function setDiscreet(page: OrganisationPage, form: FormData, discreet: boolean) {
  await setPlaceDiscreet(page.ctx, projectIn(page), typedText(form, 'id'), discreet)
  return toProject(page, 'projectPlaces', discreet ? 'placeHidden' : 'placeShown')
}

/** Adds a place, takes one out, hides one at once or lifts it. */
export const action = workspaceAction('party', {
  add: (page, form) =>
    atField(fieldOf, async () => {
      const text = (name: string) => typedText(form, name)
      const typed = { territory: text('territory'), name: text('name'), lon: text('lon'), lat: text('lat') }
      await addPlace(page.ctx, projectIn(page), { ...typed, precision: text('precision') })
      return toProject(page, 'projectPlaces', 'placeAdded')
    }),
  async remove(page, form) {
    await removePlace(page.ctx, projectIn(page), typedText(form, 'id'))
    return toProject(page, 'projectPlaces', 'placeRemoved')
  },
  hide: (page, form) => setDiscreet(page, form, true),
  lift: (page, form) => setDiscreet(page, form, false),
})

function PlaceRow({ place, organisationId, mayWrite }: { place: Place; organisationId: string; mayWrite: boolean }) {
  const { t } = useSite()
  const labels = useLabels()
  const asked = place.discreetBy.includes(organisationId)
  const name = place.precision === 'country' ? labels.country(place.territory.country) : place.name
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {place.territory.name} ({labels.country(place.territory.country)})
      </td>
      <td>{t(`project.precision.${place.precision}`)}</td>
      <td>{place.discreetSince ? t(asked ? 'project.places.hiddenByUs' : 'project.places.hiddenByOthers') : null}</td>
      {mayWrite ? (
        <td className="act">
          <span className="row-actions">
            <Deed
              intent={asked ? 'lift' : 'hide'}
              of={{ id: place.id }}
              label={t(asked ? 'project.lift' : 'project.hide')}
              spoken={t(asked ? 'project.places.lift' : 'project.places.hide', { name })}
            />
            {place.enteredBy === organisationId ? (
              <Deed
                intent="remove"
                of={{ id: place.id }}
                label={t('project.remove')}
                spoken={t('project.places.remove', { name })}
              />
            ) : null}
          </span>
        </td>
      ) : null}
    </tr>
  )
}

/** Where it happens, here and there, and how near the public may come. */
export default function ProjectPlaces() {
  const { t, locale } = useSite()
  const labels = useLabels()
  const { top, places, territories, whoElse, kept } = usePageData<typeof loader>()
  const { mayWrite, organisationId, organisationKey, project } = top
  const params = { key: organisationKey, project: project.id }
  return (
    <div className="py-10">
      <ProjectHead top={top} current="places" />
      <p className="measure">{t('project.places.lead')}</p>
      <WhoElseNotice whoElse={whoElse} href={workspacePath('whoElse', locale, params)} />
      {places.length === 0 ? (
        <p className="measure mt-4">{t('project.places.none')}</p>
      ) : (
        <table className="scan stack mt-4">
          <caption className="sr-only">{t('project.tab.places')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('project.places.name')}</th>
              <th scope="col">{t('project.places.territory')}</th>
              <th scope="col">{t('project.places.precision')}</th>
              <th scope="col">{t('project.places.seen')}</th>
              {mayWrite ? (
                <th scope="col">
                  <span className="sr-only">{t('project.deeds')}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {places.map((place) => (
              <PlaceRow key={place.id} {...{ place, organisationId, mayWrite }} />
            ))}
          </tbody>
        </table>
      )}
      {mayWrite ? (
        <section aria-labelledby="add" className="mt-10">
          <h2 id="add">{t('project.places.add')}</h2>
          <Form intent="add" kept={kept}>
            <SelectField
              name="territory"
              label={t('project.places.territory')}
              help={t('project.places.territoryHelp')}
              options={territories.map(({ key, name, country }) => ({
                value: key,
                label: `${name} (${labels.country(country)})`,
              }))}
            />
            <Choices
              name="precision"
              label={t('project.places.precision')}
              help={t('project.places.precisionHelp')}
              options={placePrecisions.map((value) => ({
                value,
                label: t(`project.precision.${value}`),
                help: t(`project.precisionHelp.${value}`),
              }))}
              value="locality"
            />
            <TextField
              name="name"
              label={t('project.places.name')}
              help={t('project.places.nameHelp')}
              maxLength={200}
              optional
            />
            <TextField
              name="lat"
              label={t('project.places.lat')}
              help={t('project.places.pointHelp')}
              maxLength={20}
              optional
            />
            <TextField name="lon" label={t('project.places.lon')} maxLength={20} optional />
            <Submit>{t('project.places.submit')}</Submit>
          </Form>
        </section>
      ) : null}
    </div>
  )
}
