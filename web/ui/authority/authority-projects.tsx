import type { PublicProject } from '../../../features/projects/public-words.ts'
import { ProjectTable } from '../project/project-table.tsx'
import { useSite } from '../site.ts'

/** The published projects an authority takes part in, or whose territory they touch; nothing where there is none. */
export function AuthorityProjects({ projects }: { projects: readonly PublicProject[] }) {
  const { t } = useSite()
  if (projects.length === 0) return null
  const title = t('project.public.ofAuthority', { n: projects.length })
  return (
    <section aria-labelledby="projects">
      <h2 id="projects">{title}</h2>
      <div className="mt-3">
        <ProjectTable projects={projects} caption={title} />
      </div>
    </section>
  )
}
