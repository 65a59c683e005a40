import type { ReactNode } from 'react'
import { useSite } from '../site.ts'
import { useField } from './form.tsx'

type FieldProps = {
  name: string
  label: string
  help?: string
  /** What is there already. */
  value?: string | null
  optional?: boolean
}

type FrameProps = Omit<FieldProps, 'value'> & { children: (attributes: Described) => ReactNode }
type Described = { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: true; required?: true }

// Label above, help under it, the mistake at the field; what is optional says so.
function Frame({ name, label, help, optional, children }: FrameProps) {
  const { t } = useSite()
  const { id, problem } = useField(name)
  const described = [help ? `${id}-help` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ')
  return (
    <div className={problem ? 'form-field wrong' : 'form-field'}>
      <label htmlFor={id}>
        {label}
        {optional ? <span className="optional"> {t('workspace.form.optional')}</span> : null}
      </label>
      {help ? (
        <p id={`${id}-help`} className="source">
          {help}
        </p>
      ) : null}
      {problem ? (
        <p id={`${id}-problem`} className="problem">
          {problem}
        </p>
      ) : null}
      {children({
        id,
        name,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(problem ? { 'aria-invalid': true } : {}),
        ...(optional ? {} : { required: true }),
      })}
    </div>
  )
}

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)

type TextProps = FieldProps & {
  type?: 'text' | 'email' | 'url' | 'date' | 'password' | 'number' | 'search' | 'tel'
  autoComplete?: string
  maxLength?: number
  inputMode?: 'numeric' | 'email' | 'text'
}

/** One line of text. */
export function TextField({ type = 'text', autoComplete, maxLength = 300, inputMode, value, ...frame }: TextProps) {
  const { typed } = useField(frame.name)
  return (
    <Frame {...frame}>
      {(attributes) => (
        <input
          {...attributes}
          type={type}
          className="field"
          defaultValue={type === 'password' ? undefined : (single(typed) ?? value ?? '')}
          maxLength={maxLength}
          {...(autoComplete ? { autoComplete } : {})}
          {...(inputMode ? { inputMode } : {})}
        />
      )}
    </Frame>
  )
}

/** Several lines of text. */
export function TextArea({
  rows = 4,
  maxLength = 2000,
  value,
  ...frame
}: FieldProps & { rows?: number; maxLength?: number }) {
  const { typed } = useField(frame.name)
  return (
    <Frame {...frame}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={rows}
          className="field"
          maxLength={maxLength}
          defaultValue={single(typed) ?? value ?? ''}
        />
      )}
    </Frame>
  )
}

export type Option = { value: string; label: string }

/** One of several. */
export function SelectField({
  options,
  value,
  empty,
  ...frame
}: FieldProps & { options: readonly Option[]; empty?: string }) {
  const { typed } = useField(frame.name)
  return (
    <Frame {...frame}>
      {(attributes) => (
        <select {...attributes} className="field" defaultValue={single(typed) ?? value ?? ''}>
          {empty === undefined ? null : <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  )
}

type ChoicesProps = {
  name: string
  label: string
  help?: string
  options: readonly (Option & { help?: string })[]
  /** What is chosen already. */
  value?: string | readonly string[] | null
  /** Whether several may be chosen. */
  many?: boolean
}

/** A few choices, all in sight: one of them, or several. */
export function Choices({ name, label, help, options, value, many }: ChoicesProps) {
  const { id, typed, problem } = useField(name)
  const chosen = typed ?? value ?? []
  const isChosen = (option: string) => (Array.isArray(chosen) ? chosen.includes(option) : chosen === option)
  return (
    <fieldset className={problem ? 'form-field wrong' : 'form-field'} id={id}>
      <legend>{label}</legend>
      {help ? <p className="source">{help}</p> : null}
      {problem ? <p className="problem">{problem}</p> : null}
      {options.map((option) => (
        <label key={option.value} className="form-option">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={option.value}
            defaultChecked={isChosen(option.value)}
          />
          <span>
            {option.label}
            {option.help ? <span className="source block">{option.help}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** A file to bring along, or several. */
export function FileField({ accept, many, ...frame }: Omit<FieldProps, 'value'> & { accept: string; many?: boolean }) {
  return (
    <Frame {...frame}>
      {(attributes) => (
        <input {...attributes} type="file" accept={accept} className="field" {...(many ? { multiple: true } : {})} />
      )}
    </Frame>
  )
}
