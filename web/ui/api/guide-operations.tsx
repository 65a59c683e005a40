import type { ApiGuide, GuideOperation } from '../../../features/opendata/api-guide.ts'
import { useSite } from '../site.ts'
import { Part } from '../text-page.tsx'

function Parameters({ operation }: { operation: GuideOperation }) {
  const { t } = useSite()
  if (operation.parameters.length === 0) return null
  return (
    <details>
      <summary>
        {t('api.guide.parameters')} ({operation.parameters.length})
      </summary>
      <dl className="threads">
        {operation.parameters.map((parameter) => (
          <div key={parameter.name} className="border-b border-line py-2">
            <dt>
              <code>{parameter.name}</code>
              {parameter.required ? <span className="source"> {t('api.guide.required')}</span> : null}
            </dt>
            <dd>
              {parameter.description}
              {parameter.values ? (
                <span className="source block">
                  {t('api.guide.values')} : <code>{parameter.values.join(' ')}</code>
                </span>
              ) : null}
              {parameter.usual === null ? null : (
                <span className="source block">
                  {t('api.guide.usual')} : <code>{parameter.usual}</code>
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Operation({ operation }: { operation: GuideOperation }) {
  const { t } = useSite()
  return (
    <section id={operation.id} className="border-t border-line pt-4">
      <h3>{operation.summary}</h3>
      <p className="mt-1">
        <code>
          {operation.method.toUpperCase()} {operation.path}
        </code>
      </p>
      {operation.description ? <p className="mt-2">{operation.description}</p> : null}
      <Parameters operation={operation} />
      <p>
        {t('api.guide.try')} <a href={operation.exampleUrl}>{operation.exampleUrl}</a>
      </p>
      <details>
        <summary>{t('api.guide.example')}</summary>
        <pre className="code">{operation.exampleAnswer}</pre>
      </details>
    </section>
  )
}

/** Every operation by group, with its parameters, an address that works and an answer. */
export function GuideOperations({ guide }: { guide: ApiGuide }) {
  return guide.groups.map((group) => (
    <Part key={group.name} title={group.name}>
      <p>{group.description}</p>
      {group.operations.map((operation) => (
        <Operation key={operation.id} operation={operation} />
      ))}
    </Part>
  ))
}
