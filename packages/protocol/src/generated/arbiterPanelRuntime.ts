// Made by contracts/tools/build.ts from contracts/src. Do not edit.
export const arbiterPanelRuntime = {
  "bytes": 6762,
  "immutables": [
    [
      180,
      970,
      1616,
      3252,
      5491
    ],
    [
      401,
      1157,
      2299,
      5359
    ],
    [
      1928
    ],
    [
      1970
    ],
    [
      2383,
      3366
    ],
    [
      6071
    ],
    [
      6125
    ],
    [
      6204
    ],
    [
      6242
    ],
    [
      6314
    ]
  ]
} as const
