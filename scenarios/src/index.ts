export * from './run.ts'
export * from './runStory.ts'
export * from './stories/index.ts'
export * from './story.ts'
