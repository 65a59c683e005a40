import { listDocuments } from '../../../features/partnerships/documents.server.ts'
import { listPhotos } from '../../../features/partnerships/photos.server.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { DocumentForm, VersionForm } from '../../ui/paper/document-form.tsx'
import { DocumentList, ownLiving } from '../../ui/paper/document-list.tsx'
import { PhotoForm } from '../../ui/paper/photo-form.tsx'
import { PhotoList } from '../../ui/paper/photo-list.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { documentDeeds, type PapersOfPage, photoDeeds } from '../../workspace/paper-deeds.ts'
import { loadProjectTop, projectIn, toProject } from '../../workspace/project-page.ts'

/** The papers and photos of a project, whichever body filed them. */
export const loader = workspaceLoader('party', async (page) => {
  const { projectId } = projectIn(page)
  return {
    top: await loadProjectTop(page),
    isGuest: page.atWork.organisation.partnershipId !== null,
    documents: await listDocuments(page.ctx, { projectId }),
    photos: await listPhotos(page.ctx, { projectId }),
  }
})

const papers: PapersOfPage = {
  home: (page) => ({ projectId: projectIn(page).projectId }),
  back: (page, done) => toProject(page, 'projectDocuments', done).to,
}

/** Files papers and photos with the project. */
export const action = workspaceAction('party', { ...documentDeeds(papers), ...photoDeeds(papers) })

/** What everybody in the project has filed with it. */
export default function ProjectDocuments() {
  const { t } = useSite()
  const { top, isGuest, documents, photos, kept } = usePageData<typeof loader>()
  const { organisationId, organisationKey, mayWrite } = top
  const own = ownLiving(documents, organisationId)
  const list = { organisationId, organisationKey, mayWrite }
  return (
    <div className="py-10">
      <ProjectHead top={top} current="documents" />
      <Done area="paper.done" />
      <p className="measure mt-4">{t('project.documents.lead')}</p>
      <DocumentList {...list} documents={documents} empty={t('project.overview.noDocument')} />
      {mayWrite ? (
        <section aria-labelledby="file" className="mt-12">
          <h2 id="file">{t('paper.page.file')}</h2>
          <DocumentForm kept={kept} mayBeConfidential={!isGuest} />
        </section>
      ) : null}
      {mayWrite && own.length > 0 ? (
        <section aria-labelledby="version" className="mt-12">
          <h2 id="version">{t('paper.page.version')}</h2>
          <VersionForm documents={own} />
        </section>
      ) : null}
      <section aria-labelledby="photos" className="mt-12">
        <h2 id="photos">{t('paper.page.photos')}</h2>
        <PhotoList {...list} photos={photos} empty={t('paper.photos.none')} />
      </section>
      {mayWrite ? (
        <section aria-labelledby="photo" className="mt-12">
          <h2 id="photo">{t('paper.page.photo')}</h2>
          <PhotoForm />
        </section>
      ) : null}
    </div>
  )
}
