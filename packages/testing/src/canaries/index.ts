export * from './canary.ts'
export * from './scanBytes.ts'
export * from './scanDirectory.ts'
