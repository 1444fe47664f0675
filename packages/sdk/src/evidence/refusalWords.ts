import type { Locale } from '@cinnabar/protocol'

/** Why a file is no evidence. Public, and never used again for something else. */
export type EvidenceRefusalCode =
  | 'FILE_TOO_LARGE'
  | 'FORMAT_SVG'
  | 'FORMAT_HTML'
  | 'FORMAT_PDF'
  | 'FORMAT_GIF'
  | 'FORMAT_TIFF'
  | 'FORMAT_HEIC'
  | 'FORMAT_UNKNOWN'
  | 'NAME_MISMATCH'
  | 'TYPE_MISMATCH'
  | 'SIDE_TOO_LONG'
  | 'PIXELS_TOO_MANY'
  | 'ANIMATED'
  | 'JPEG_UNSUPPORTED'
  | 'SCANS_TOO_MANY'
  | 'PARTS_TOO_MANY'
  | 'TRUNCATED'
  | 'MALFORMED'
  | 'TRAILING_BYTES'
  | 'FOREIGN_CONTENT'
  | 'DECOMPRESSION_BOMB'
  | 'UNDECODABLE'

/** What a refusal names beside its code. */
export type RefusalParts = {
  readonly found?: string | number | undefined
  readonly limit?: string | number | undefined
}

type Words = { readonly what: string; readonly mend: string }
type RefusalWords = Readonly<Record<EvidenceRefusalCode, (parts: RefusalParts) => Words>>

const AS_PICTURE = 'Photograph what it shows, or export it as a JPEG, PNG or WebP image.'
const ANEW = 'Open it in a picture viewer and save it anew as JPEG or PNG.'
const SMALLER = 'Make the picture smaller and choose it again.'
const AGAIN = 'Copy it from its source once more, or take the picture again.'

const en: RefusalWords = {
  FILE_TOO_LARGE: ({ found, limit }) => ({
    what: `The picture has ${found} bytes; at most ${limit} are accepted.`,
    mend: SMALLER,
  }),
  FORMAT_SVG: () => ({ what: 'This is an SVG drawing, which can carry programs.', mend: AS_PICTURE }),
  FORMAT_HTML: () => ({ what: 'This is a web page, which can carry programs.', mend: AS_PICTURE }),
  FORMAT_PDF: () => ({ what: 'This is a PDF document, which is not accepted.', mend: AS_PICTURE }),
  FORMAT_GIF: () => ({ what: 'This is a GIF, which is not accepted.', mend: ANEW }),
  FORMAT_TIFF: () => ({ what: 'This is a TIFF or raw photo, which is not accepted.', mend: ANEW }),
  FORMAT_HEIC: () => ({
    what: 'This is a HEIC or AVIF photo, which is not accepted.',
    mend: `${ANEW} On an iPhone: Settings, Camera, Formats, Most Compatible.`,
  }),
  FORMAT_UNKNOWN: () => ({ what: 'This is no JPEG, PNG or WebP picture.', mend: AS_PICTURE }),
  NAME_MISMATCH: ({ found, limit }) => ({
    what: `The name ends in .${found}, but the content is ${limit}.`,
    mend: 'Check that it is the file you meant, and give the name the ending of its content.',
  }),
  TYPE_MISMATCH: ({ found, limit }) => ({
    what: `The file is declared as ${found}, but the content is ${limit}.`,
    mend: 'Check that it is the file you meant, and declare it as what it is.',
  }),
  SIDE_TOO_LONG: ({ found, limit }) => ({
    what: `The picture is ${found} pixels; no side may be longer than ${limit}.`,
    mend: SMALLER,
  }),
  PIXELS_TOO_MANY: ({ found, limit }) => ({
    what: `The picture has ${found} pixels; at most ${limit} are accepted.`,
    mend: SMALLER,
  }),
  ANIMATED: () => ({
    what: 'The picture moves, and one frame of it would not be all of it.',
    mend: 'Save the frames that matter as pictures of their own.',
  }),
  JPEG_UNSUPPORTED: ({ found }) => ({ what: `This kind of JPEG is not accepted: ${found}.`, mend: ANEW }),
  SCANS_TOO_MANY: ({ found, limit }) => ({
    what: `The JPEG is drawn in ${found} passes; at most ${limit} are accepted.`,
    mend: ANEW,
  }),
  PARTS_TOO_MANY: ({ limit }) => ({
    what: `The file is cut into more than ${limit} parts.`,
    mend: ANEW,
  }),
  TRUNCATED: () => ({ what: 'The file ends before the picture does.', mend: AGAIN }),
  MALFORMED: ({ found }) => ({ what: `The file breaks the rules of its format: ${found}.`, mend: ANEW }),
  TRAILING_BYTES: ({ found }) => ({
    what: `${found} bytes follow the end of the picture, such as a film or another file.`,
    mend: `${ANEW} Motion photos: take a still one.`,
  }),
  FOREIGN_CONTENT: ({ found }) => ({
    what: `The remarks inside the picture hold something of another kind: ${found}.`,
    mend: ANEW,
  }),
  DECOMPRESSION_BOMB: () => ({
    what: 'The picture unpacks to more than its width and height need.',
    mend: ANEW,
  }),
  UNDECODABLE: () => ({ what: 'The picture cannot be drawn.', mend: AGAIN }),
}

const ZH_AS_PICTURE = '请拍下其内容，或将其导出为 JPEG、PNG 或 WebP 图片。'
const ZH_ANEW = '请用看图软件打开，另存为 JPEG 或 PNG。'
const ZH_SMALLER = '请缩小图片后重新选择。'
const ZH_AGAIN = '请从来源重新复制一份，或重新拍摄。'

const zh: RefusalWords = {
  FILE_TOO_LARGE: ({ found, limit }) => ({
    what: `图片有 ${found} 字节，最多接受 ${limit} 字节。`,
    mend: ZH_SMALLER,
  }),
  FORMAT_SVG: () => ({ what: '这是 SVG 矢量图，可能带有程序。', mend: ZH_AS_PICTURE }),
  FORMAT_HTML: () => ({ what: '这是网页，可能带有程序。', mend: ZH_AS_PICTURE }),
  FORMAT_PDF: () => ({ what: '这是 PDF 文件，暂不接受。', mend: ZH_AS_PICTURE }),
  FORMAT_GIF: () => ({ what: '这是 GIF 图片，不接受。', mend: ZH_ANEW }),
  FORMAT_TIFF: () => ({ what: '这是 TIFF 或 RAW 照片，不接受。', mend: ZH_ANEW }),
  FORMAT_HEIC: () => ({
    what: '这是 HEIC 或 AVIF 照片，不接受。',
    mend: `${ZH_ANEW}iPhone 可在“设置 › 相机 › 格式”中选择“兼容性最佳”。`,
  }),
  FORMAT_UNKNOWN: () => ({ what: '这不是 JPEG、PNG 或 WebP 图片。', mend: ZH_AS_PICTURE }),
  NAME_MISMATCH: ({ found, limit }) => ({
    what: `文件名以 .${found} 结尾，但内容是 ${limit}。`,
    mend: '请确认没有选错文件，并按内容更改扩展名。',
  }),
  TYPE_MISMATCH: ({ found, limit }) => ({
    what: `文件声明为 ${found}，但内容是 ${limit}。`,
    mend: '请确认没有选错文件，并按内容声明其类型。',
  }),
  SIDE_TOO_LONG: ({ found, limit }) => ({
    what: `图片尺寸为 ${found} 像素，任一边不得超过 ${limit} 像素。`,
    mend: ZH_SMALLER,
  }),
  PIXELS_TOO_MANY: ({ found, limit }) => ({
    what: `图片有 ${found} 个像素，最多接受 ${limit} 个。`,
    mend: ZH_SMALLER,
  }),
  ANIMATED: () => ({ what: '这是动图，单独一帧不能代表全部。', mend: '请将需要的画面分别存为图片。' }),
  JPEG_UNSUPPORTED: ({ found }) => ({ what: `不接受这种 JPEG：${found}。`, mend: ZH_ANEW }),
  SCANS_TOO_MANY: ({ found, limit }) => ({
    what: `此 JPEG 分 ${found} 次扫描，最多接受 ${limit} 次。`,
    mend: ZH_ANEW,
  }),
  PARTS_TOO_MANY: ({ limit }) => ({ what: `文件被分成 ${limit} 个以上的部分。`, mend: ZH_ANEW }),
  TRUNCATED: () => ({ what: '文件不完整，图片尚未结束。', mend: ZH_AGAIN }),
  MALFORMED: ({ found }) => ({ what: `文件不符合其格式的规则：${found}。`, mend: ZH_ANEW }),
  TRAILING_BYTES: ({ found }) => ({
    what: `图片结尾之后还有 ${found} 字节，例如视频或其他文件。`,
    mend: `${ZH_ANEW}如为实况照片，请拍摄静态照片。`,
  }),
  FOREIGN_CONTENT: ({ found }) => ({ what: `图片的附注中含有其他类型的内容：${found}。`, mend: ZH_ANEW }),
  DECOMPRESSION_BOMB: () => ({ what: '图片解压后的数据超出其宽高所需。', mend: ZH_ANEW }),
  UNDECODABLE: () => ({ what: '无法绘制此图片。', mend: ZH_AGAIN }),
}

/** Each refusal in words, by language. */
export const REFUSAL_WORDS: Readonly<Record<Locale, RefusalWords>> = { en, 'zh-CN': zh }
