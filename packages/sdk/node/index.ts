export * from './imageCodec.ts'
export * from './openPersonKeyFile.ts'
