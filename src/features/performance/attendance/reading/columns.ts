/** The columns of attendance files: by the names that stay (product.md), and as machines and offices write them. */
import type { Column } from '../../../../platform/spreadsheets/model.ts'

export const COLUMNS = [
  {
    name: 'NIP',
    best: ['NIP Baru'],
    also: [
      'NIP/NI PPPK',
      'NI PPPK',
      'NIP/NIPPPK',
      'NIP PNS',
      'NIP ASN',
      'NIP Pegawai',
      'Nomor Induk Pegawai',
    ],
  },
  {
    name: 'PIN',
    also: [
      'AC-No.',
      'No. ID',
      'ID Pegawai',
      'Person ID',
      'User ID',
      'ID User',
      'Enroll ID',
      'ID Fingerprint',
      'ID Mesin',
    ],
    weak: ['NIK', 'Emp No.', 'No. Absen', 'ID', 'Badge'],
  },
  { name: 'Nama', also: ['Name', 'Nama Pegawai', 'Nama Lengkap'] },
  {
    name: 'Tanggal',
    also: ['Tgl', 'Date', 'Tanggal Absen', 'Tgl Absen', 'Tanggal Kerja', 'Hari/Tanggal', 'Hari, Tanggal'],
    holds: 'recent-day',
  },
  {
    name: 'Masuk',
    best: ['Scan Masuk', 'Clock In', 'Check In', 'Absen Masuk', 'Scan In', 'Presensi Masuk', 'Finger Masuk'],
    weak: ['Jam Masuk', 'Datang', 'Jam Datang'],
    holds: 'time',
  },
  {
    name: 'Pulang',
    best: [
      'Scan Pulang',
      'Scan Keluar',
      'Clock Out',
      'Check Out',
      'Absen Pulang',
      'Scan Out',
      'Presensi Pulang',
      'Presensi Keluar',
      'Finger Pulang',
    ],
    also: ['Keluar'],
    weak: ['Jam Pulang', 'Jam Keluar', 'Kembali', 'Jam Kembali'],
    holds: 'time',
  },
  {
    name: 'Keterangan',
    also: ['Ket', 'Kode', 'Status Kehadiran', 'Keterangan Kehadiran'],
    weak: ['Status', 'Kehadiran', 'Pengecualian', 'Exception'],
  },
  {
    name: 'Waktu',
    also: [
      'Time',
      'Date/Time',
      'Date Time',
      'Tanggal/Jam',
      'Tanggal Jam',
      'Tanggal/Waktu',
      'Tgl/Jam',
      'Tgl/Waktu',
      'Waktu Scan',
      'Scan Time',
      'Tanggal Scan',
      'Waktu Absen',
      'Jam Scan',
      'Jam Absen',
    ],
    weak: ['Jam', 'Pukul', 'Scan'],
    holds: 'moment',
  },
  {
    name: 'Arah',
    best: ['State'],
    also: [
      'New State',
      'Attendance Check Point',
      'Status Scan',
      'Jenis Absen',
      'Tipe Absen',
      'In/Out',
      'Masuk/Pulang',
    ],
  },
] as const satisfies readonly Column[]
export type ColumnName = (typeof COLUMNS)[number]['name']

/** Those the office may name by itself, and whether a file cannot do without. */
export const ASKED = [
  'NIP',
  'Tanggal',
  'Masuk',
  'Pulang',
  'Keterangan',
  'PIN',
  'Waktu',
] as const satisfies readonly ColumnName[]
export type Asked = (typeof ASKED)[number]
/** What this office's machine calls the columns, where it uses other names. */
export type Mapping = Partial<Record<Asked, string>>

/** Columns in which a number of a person may stand under another name, the likeliest first. */
export const NUMBER_HEADINGS = [
  'nik',
  'noid',
  'acno',
  'no',
  'empno',
  'personid',
  'userid',
  'idpegawai',
  'id',
  'pin',
  'nomor',
]
