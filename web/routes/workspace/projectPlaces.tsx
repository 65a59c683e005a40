import { getWhoElse } from '../../../features/projects/overlaps.server.ts'
import {
  addPlace,
  changePlace,
  listPlaces,
  listTerritories,
  type Place,
  type PlaceInput,
  removePlace,
  setPlaceDiscreet,
} from '../../../features/projects/places.server.ts'
import { usePageData } from '../../request.ts'
import { Deed } from '../../ui/form/deed.tsx'
import { EditLink, EditOrAdd } from '../../ui/project/edit-or-add.tsx'
import { PlaceForm } from '../../ui/project/place-form.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { WhoElseNotice } from '../../ui/project/who-else.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import {
  atField,
  loadProjectTop,
  type ProjectTop,
  projectIn,
  toProject,
  typedText,
} from '../../workspace/project-page.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** The places of the project on every territory, and who else acts there. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  edit: page.url.searchParams.get('edit'),
  places: await listPlaces(page.ctx, projectIn(page)),
  territories: await listTerritories(page.ctx, projectIn(page)),
  whoElse: await getWhoElse(page.ctx, projectIn(page)),
}))

const fieldOf = {
  project_territory_unknown: 'territory',
  project_place_name_missing: 'name',
  project_point_wrong: 'lat',
}

function typedIn(form: FormData): PlaceInput {
  const text = (name: string) => typedText(form, name)
  const where = { territory: text('territory'), name: text('name'), lon: text('lon'), lat: text('lat') }
  return { ...where, precision: text('precision') }
}

async function setDiscreet(page: OrganisationPage, form: FormData, discreet: boolean) {
  await setPlaceDiscreet(page.ctx, projectIn(page), typedText(form, 'id'), discreet)
  return toProject(page, 'projectPlaces', discreet ? 'placeHidden' : 'placeShown')
}

/** Adds a place, changes one, takes one out, hides one at once or lifts it. */
export const action = workspaceAction('party', {
  add: (page, form) =>
    atField(fieldOf, async () => {
      await addPlace(page.ctx, projectIn(page), typedIn(form))
      return toProject(page, 'projectPlaces', 'placeAdded')
    }),
  change: (page, form) =>
    atField(fieldOf, async () => {
      await changePlace(page.ctx, projectIn(page), typedText(form, 'id'), typedIn(form))
      return toProject(page, 'projectPlaces', 'placeChanged')
    }),
  async remove(page, form) {
    await removePlace(page.ctx, projectIn(page), typedText(form, 'id'))
    return toProject(page, 'projectPlaces', 'placeRemoved')
  },
  hide: (page, form) => setDiscreet(page, form, true),
  lift: (page, form) => setDiscreet(page, form, false),
})

function PlaceRow({ place, top }: { place: Place; top: ProjectTop }) {
  const { organisationId, mayWrite } = top
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
              <>
                <EditLink top={top} page="projectPlaces" id={place.id} spoken={t('project.places.change', { name })} />
                <Deed
                  intent="remove"
                  of={{ id: place.id }}
                  label={t('project.remove')}
                  spoken={t('project.places.remove', { name })}
                />
              </>
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
  const { top, edit, places, territories, whoElse, kept } = usePageData<typeof loader>()
  const { mayWrite, organisationId, organisationKey, project } = top
  const edited = places.find(({ id, enteredBy }) => id === edit && enteredBy === organisationId)
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
              <PlaceRow key={place.id} place={place} top={top} />
            ))}
          </tbody>
        </table>
      )}
      {mayWrite ? (
        <EditOrAdd
          top={top}
          page="projectPlaces"
          isEdit={edited !== undefined}
          title={edited ? t('project.places.edit', { name: edited.name }) : t('project.places.add')}
        >
          <PlaceForm territories={territories} kept={kept} {...(edited ? { place: edited } : {})} />
        </EditOrAdd>
      ) : null}
    </div>
  )
}
