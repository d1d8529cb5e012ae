export { generate, type GenerateOptions } from './generate';
export { InputError } from './input-error';
export { readDocuments, type DocumentFile } from './read-documents';
export { readSchema } from './read-schema';
