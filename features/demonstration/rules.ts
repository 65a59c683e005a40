/** What a name of the demonstration ends with: an address nobody can have. */
export const exampleDomain = 'exemple.invalid'

/** Whether an address belongs to somebody of the demonstration. */
export const isExampleAddress = (email: string): boolean => email.toLowerCase().endsWith(`@${exampleDomain}`)
