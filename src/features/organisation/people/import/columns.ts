/** The columns of a people file: by the names that stay (product.md), and as SIASN, DUK and nominative lists write them. */
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Column, ColumnNames, TableSpec } from '../../../../platform/spreadsheets/model.ts'

/** What stands above a unit where the file has it; alone it is the unit itself. */
const AGENCY = [
  'Perangkat Daerah',
  'OPD',
  'Nama OPD',
  'SKPD',
  'Nama SKPD',
  'Unor Induk',
  'Unor Induk Nama',
  'Nama Unor Induk',
] as const
/** What stands below a unit where the file has it; alone it is the unit itself. */
const PART = ['Bidang', 'Bagian', 'Subbagian', 'Sub Bagian', 'Seksi', 'Subunit', 'Sub Unit Kerja'] as const

export const COLUMNS = [
  {
    name: 'NIP',
    best: ['NIP Baru'],
    also: [
      'NIP/NI PPPK',
      'NI PPPK',
      'NIPPPK',
      'NIP/NIPPPK',
      'NIP/NRP',
      'NIP/ID',
      'NIP/NIDN',
      'NIP PNS',
      'NIP ASN',
      'NIP Pegawai',
      'Nomor Induk Pegawai',
      'No Induk Pegawai',
    ],
    required: true,
  },
  {
    name: 'Nama',
    also: [
      'Nama Lengkap',
      'Nama Pegawai',
      'Nama ASN',
      'Nama PNS',
      'Nama PPPK',
      'Nama Lengkap & Gelar',
      'Nama dan Gelar',
      'Nama Lengkap dan Gelar',
      'Nama Lengkap Pegawai',
    ],
    required: true,
  },
  {
    name: 'Unit',
    also: [
      'Unit Kerja',
      'Nama Unit',
      'Nama Unit Kerja',
      'Unit Kerja Nama',
      'Unit Kerja (Unor)',
      'Satuan Kerja',
      'Satker',
      'Nama Satker',
      'Unor',
      'Unor Nama',
      'Nama Unor',
      'Unit Organisasi',
    ],
    weak: [...PART, ...AGENCY],
    required: true,
  },
  { name: 'Unit Induk', also: ['OPD Induk', ...AGENCY] },
  { name: 'Jabatan', also: ['Nama Jabatan', 'Jabatan Nama', 'Jabatan Terakhir'] },
  {
    name: 'NIP Atasan',
    also: ['NIP Pejabat Penilai', 'NIP Atasan Langsung', 'NIP Penilai', 'Atasan NIP', 'Pejabat Penilai'],
  },
  { name: 'Peran' },
  { name: 'Email', also: ['Surel', 'E-mail', 'Alamat Email'] },
  { name: 'Tanggal Lahir', also: ['Tgl Lahir', 'Tgl. Lahir'], holds: 'day' },
  { name: 'TMT', also: ['TMT CPNS'], weak: ['TMT PNS', 'TMT PPPK', 'TMT CPNS/PPPK'], holds: 'day' },
  {
    name: 'Status',
    best: ['Jenis Pegawai Nama'],
    also: [
      'Status Kepegawaian',
      'Status ASN',
      'Status PNS/PPPK',
      'Status Pegawai',
      'Jenis Pegawai',
      'Jenis ASN',
    ],
    weak: ['Status CPNS PNS', 'Status CPNS/PNS'],
  },
  { name: 'Gelar Depan', also: ['Glr Depan'] },
  { name: 'Gelar Belakang', also: ['Glr Belakang'] },
  { name: 'Sub Unit', also: PART },
] as const satisfies Column[]
export type ColumnName = (typeof COLUMNS)[number]['name']

/** The columns that are shown to whoever begins with an empty file: those of product.md. */
export const SAMPLE_COLUMNS = COLUMNS.slice(0, 11)

/** @param names what this office calls its columns */
export const peopleTable = (today: OfficeDay, names: ColumnNames = {}): TableSpec => ({
  columns: COLUMNS,
  subject: { number: 'NIP', name: 'Nama' },
  names,
  today,
})
