// The pictures of the demo shop's goods: small SVG drawings of our own. Knows no prices.

type Drawing = { readonly paper: string; readonly ink: string; readonly shapes: string }

/** Each on a sheet of 200 by 200. */
const DRAWINGS: Readonly<Record<string, Drawing>> = {
  mug: {
    ...{ paper: '#e7f0ee', ink: '#1f6f68' },
    shapes:
      '<path d="M130 82h14a22 22 0 0 1 0 50h-14" fill="none" stroke="#1f6f68" stroke-width="9"/><path d="M58 66h74v66a18 18 0 0 1-18 18H76a18 18 0 0 1-18-18z" fill="#2a8f86"/><path d="M54 60h82v12H54z" fill="#1f6f68"/><path d="M84 56c-5-6 5-9 0-15M104 56c-5-6 5-9 0-15" fill="none" stroke="#9cc7c2" stroke-width="5" stroke-linecap="round"/>',
  },
  coffee: {
    ...{ paper: '#f5ebe0', ink: '#6b4226' },
    shapes:
      '<path d="M66 52h68l8 100a8 8 0 0 1-8 8H66a8 8 0 0 1-8-8z" fill="#7f5539"/><path d="M66 40h68v16H66z" fill="#6b4226"/><rect x="74" y="84" width="52" height="48" rx="6" fill="#f5ebe0"/><ellipse cx="100" cy="108" rx="11" ry="16" fill="#6b4226" transform="rotate(25 100 108)"/><path d="M94 96q10 12 12 24" fill="none" stroke="#f5ebe0" stroke-width="3"/>',
  },
  lamp: {
    ...{ paper: '#fdf3d8', ink: '#c98a00' },
    shapes:
      '<path d="M74 46l52 22-16 30-50-24z" fill="#e0a526"/><circle cx="90" cy="88" r="13" fill="#fff6d6"/><path d="M122 60l22 40-36 48" fill="none" stroke="#7a6a45" stroke-width="7" stroke-linejoin="round"/><rect x="76" y="146" width="64" height="12" rx="6" fill="#7a6a45"/><path d="M84 100L60 146h44z" fill="#fbe3a0" opacity=".6"/>',
  },
  blanket: {
    ...{ paper: '#f6e9ea', ink: '#a3485b' },
    shapes:
      '<rect x="46" y="62" width="108" height="82" rx="10" fill="#c96b7d"/><path d="M46 88h108M46 118h108" stroke="#f6e9ea" stroke-width="7"/><path d="M72 62v82M128 62v82" stroke="#a3485b" stroke-width="5"/><path d="M54 144v12M70 144v12M86 144v12M102 144v12M118 144v12M134 144v12M148 144v12" stroke="#a3485b" stroke-width="4" stroke-linecap="round"/>',
  },
  backpack: {
    ...{ paper: '#e6eef8', ink: '#2f5d9b' },
    shapes:
      '<path d="M82 54a18 18 0 0 1 36 0" fill="none" stroke="#274b7c" stroke-width="7"/><rect x="58" y="54" width="84" height="104" rx="26" fill="#3f74bb"/><rect x="70" y="104" width="60" height="42" rx="10" fill="#2f5d9b"/><path d="M70 118h60" stroke="#e6eef8" stroke-width="4"/><path d="M76 78h48" stroke="#e6eef8" stroke-width="5" stroke-linecap="round"/>',
  },
  sneakers: {
    ...{ paper: '#e9f3e4', ink: '#4a7c33' },
    shapes:
      '<path d="M42 108c10-6 16-20 18-34l26 6c8 20 28 30 56 34 12 2 16 10 16 22H44c-4-10-5-20-2-28z" fill="#6aa84f"/><path d="M42 134h118v10a6 6 0 0 1-6 6H50a8 8 0 0 1-8-8z" fill="#fff"/><path d="M92 92l-10 8M102 100l-10 8M114 106l-9 8" stroke="#fff" stroke-width="5" stroke-linecap="round"/><path d="M60 74l26 6-4 14-26-8z" fill="#4a7c33"/>',
  },
  headphones: {
    ...{ paper: '#ece8f6', ink: '#5b3fa8' },
    shapes:
      '<path d="M54 120v-16a46 46 0 0 1 92 0v16" fill="none" stroke="#46307f" stroke-width="10"/><rect x="42" y="108" width="30" height="46" rx="13" fill="#7a5cc9"/><rect x="128" y="108" width="30" height="46" rx="13" fill="#7a5cc9"/><rect x="60" y="112" width="12" height="38" rx="6" fill="#46307f"/><rect x="128" y="112" width="12" height="38" rx="6" fill="#46307f"/>',
  },
  jacket: {
    ...{ paper: '#fdf0dd', ink: '#d9822b' },
    shapes:
      '<path d="M80 46h40l28 20 14 70-20 5-10-44v59H68V97l-10 44-20-5 14-70z" fill="#eb9a3f"/><path d="M80 46q20 22 40 0l-8-6H88z" fill="#c46f1b"/><path d="M100 62v94" stroke="#c46f1b" stroke-width="4"/><path d="M80 118h12M108 118h12" stroke="#c46f1b" stroke-width="5" stroke-linecap="round"/>',
  },
  watch: {
    ...{ paper: '#e3eff3', ink: '#24566b' },
    shapes:
      '<path d="M80 40h40l4 30H76zM76 130h48l-4 30H80z" fill="#24566b"/><rect x="62" y="64" width="76" height="72" rx="22" fill="#1b3f4f"/><rect x="71" y="73" width="58" height="54" rx="14" fill="#0f2730"/><path d="M78 104h12l6-16 9 26 6-10h11" fill="none" stroke="#5fd4c0" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"/><rect x="138" y="92" width="7" height="16" rx="3" fill="#24566b"/>',
  },
  chair: {
    ...{ paper: '#eceef1', ink: '#3c4756' },
    shapes:
      '<path d="M72 40h52a8 8 0 0 1 8 9l-6 48H76l-10-48a8 8 0 0 1 6-9z" fill="#556274"/><rect x="64" y="100" width="74" height="16" rx="8" fill="#3c4756"/><path d="M101 116v26M101 142l-30 14M101 142l30 14M101 142v16" stroke="#3c4756" stroke-width="7" stroke-linecap="round"/><path d="M62 80v22M140 80v22" stroke="#3c4756" stroke-width="6" stroke-linecap="round"/><circle cx="70" cy="160" r="5"/><circle cx="132" cy="160" r="5"/><circle cx="101" cy="163" r="5"/>',
  },
  espresso: {
    ...{ paper: '#f3e6e2', ink: '#8c3b2a' },
    shapes:
      '<path d="M54 44h92v34H54z" fill="#b3533f"/><path d="M62 78h20v64H62z" fill="#8c3b2a"/><rect x="50" y="142" width="100" height="14" rx="5" fill="#5f2a1f"/><path d="M98 78h36v12h-12v10h-12V90H98z" fill="#5f2a1f"/><path d="M98 112h36l-4 26h-28z" fill="#fff"/><path d="M134 118h6a7 7 0 0 1 0 14h-8" fill="none" stroke="#fff" stroke-width="4"/><circle cx="70" cy="61" r="6" fill="#f3e6e2"/><circle cx="90" cy="61" r="6" fill="#f3e6e2"/>',
  },
  bike: {
    ...{ paper: '#e4f1ea', ink: '#20744a' },
    shapes:
      '<circle cx="58" cy="124" r="28" fill="none" stroke="#2b3a33" stroke-width="6"/><circle cx="144" cy="124" r="28" fill="none" stroke="#2b3a33" stroke-width="6"/><path d="M58 124l24-46h44l18 46M82 78l20 46 24-46M102 124H58" fill="none" stroke="#2f9e66" stroke-width="7" stroke-linejoin="round"/><path d="M70 68h24M124 78l-6-22h18" fill="none" stroke="#2b3a33" stroke-width="6" stroke-linecap="round"/><rect x="84" y="92" width="10" height="24" rx="4" fill="#20744a" transform="rotate(-24 89 104)"/>',
  },
}

/** The picture of a product as an SVG text; null where there is no such product. */
export const pictureOf = (id: string): string | null => {
  const drawing = Object.hasOwn(DRAWINGS, id) ? DRAWINGS[id] : undefined
  if (!drawing) return null
  const { paper, ink, shapes } = drawing
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" fill="${ink}"><rect width="200" height="200" fill="${paper}"/><ellipse cx="100" cy="164" rx="66" ry="7" fill="${ink}" opacity=".13"/>${shapes}</svg>`
}
