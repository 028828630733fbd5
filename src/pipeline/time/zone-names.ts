// The names of the time zone database, grouped by the abbreviations in use there since 1970, newest
// first. Needed beside Intl, which folds case, knows names the database does not have, and prints
// "GMT+8" where logs say "CST". A line is `abbreviations = zones`; `-` and `+3` are zones and offsets
// without letters, written `+03`. Facts of the public domain tzdata.

const table = `
GMT+0 = Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry
  Africa/Dakar Africa/Freetown Africa/Lome Africa/Nouakchott Africa/Ouagadougou Africa/Timbuktu
  America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0
  Etc/Greenwich GMT GMT+0 GMT-0 GMT0 Greenwich Iceland
EAT+3 = Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti
  Africa/Kampala Africa/Mogadishu Africa/Nairobi Indian/Antananarivo Indian/Comoro Indian/Mayotte
CET+1 WET+0 WEST+1 CEST+2 = Africa/Algiers
WAT+1 = Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos
  Africa/Libreville Africa/Luanda Africa/Malabo Africa/Niamey Africa/Porto-Novo
CAT+2 = Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Kigali
  Africa/Lubumbashi Africa/Lusaka Africa/Maputo
EET+2 EEST+3 = Africa/Cairo Asia/Beirut Asia/Famagusta Asia/Nicosia EET Egypt Europe/Athens
  Europe/Bucharest Europe/Helsinki Europe/Mariehamn Europe/Nicosia Europe/Sofia
CET+1 CEST+2 WET+0 WEST+1 = Africa/Ceuta
SAST+2 = Africa/Johannesburg Africa/Maseru Africa/Mbabane
CAT+2 EAT+3 CAST+3 = Africa/Juba Africa/Khartoum
GMT+0 MMT-0:44:30 = Africa/Monrovia
WAT+1 WAST+2 = Africa/Ndjamena
GMT+0 WAT+1 = Africa/Sao_Tome
EET+2 CEST+2 CET+1 = Africa/Tripoli Libya
CET+1 CEST+2 = Africa/Tunis Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam
  Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest
  Europe/Busingen Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg
  Europe/Madrid Europe/Malta Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague
  Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane
  Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich Poland
CAT+2 WAT+1 SAST+2 = Africa/Windhoek
HST-10 HDT-9 AHST-10 BDT-10 BST-11 = America/Adak America/Atka US/Aleutian
AKST-9 AKDT-8 YST-9 AHDT-9 AHST-10 = America/Anchorage US/Alaska
AST-4 = America/Anguilla America/Antigua America/Aruba America/Blanc-Sablon America/Curacao
  America/Dominica America/Grenada America/Guadeloupe America/Kralendijk America/Lower_Princes
  America/Marigot America/Miquelon America/Montserrat America/Port_of_Spain America/Puerto_Rico
  America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent
  America/Tortola America/Virgin
EST-5 = America/Atikokan America/Cayman America/Coral_Harbour America/Panama EST
CST-6 CDT-5 MST-7 MDT-6 = America/Bahia_Banderas
AST-4 ADT-3 = America/Barbados America/Glace_Bay America/Halifax America/Martinique
  America/Moncton America/Thule Atlantic/Bermuda Canada/Atlantic
CST-6 CDT-5 = America/Belize America/Chicago America/Costa_Rica America/El_Salvador
  America/Guatemala America/Matamoros America/Mexico_City America/Monterrey America/Rainy_River
  America/Tegucigalpa America/Winnipeg CST6CDT Canada/Central Mexico/General US/Central
MST-7 MDT-6 = America/Boise America/Denver America/Edmonton America/Hermosillo America/Mazatlan
  America/Shiprock America/Yellowknife Canada/Mountain MST7MDT Mexico/BajaSur Navajo US/Mountain
MST-7 MDT-6 CST-6 EST-5 CDT-5 = America/Cambridge_Bay
EST-5 CST-6 CDT-5 EDT-4 = America/Cancun
CST-6 MDT-6 MST-7 CDT-5 = America/Chihuahua
MST-7 MDT-6 CST-6 CDT-5 = America/Ciudad_Juarez
MST-7 = America/Creston America/Phoenix MST US/Arizona
MST-7 PDT-7 PST-8 YST-9 = America/Dawson
MST-7 PDT-7 PST-8 = America/Dawson_Creek America/Whitehorse Canada/Yukon
EST-5 EDT-4 = America/Detroit America/Fort_Wayne America/Indiana/Indianapolis
  America/Indiana/Vevay America/Indianapolis America/Jamaica America/Montreal America/Nassau
  America/New_York America/Nipigon America/Port-au-Prince America/Thunder_Bay America/Toronto
  Canada/Eastern EST5EDT Jamaica US/East-Indiana US/Eastern US/Michigan
PST-8 PDT-7 = America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana
  America/Vancouver Canada/Pacific Mexico/BajaNorte PST8PDT US/Pacific
MST-7 PST-8 PDT-7 = America/Fort_Nelson
AST-4 ADT-3 ADDT-2 = America/Goose_Bay
EST-5 EDT-4 AST-4 = America/Grand_Turk
CST-5 CDT-4 = America/Havana Cuba
CST-6 CDT-5 EST-5 = America/Indiana/Knox America/Knox_IN America/Managua America/Menominee
  America/Merida America/Rankin_Inlet America/Resolute US/Indiana-Starke
EST-5 EDT-4 CDT-5 = America/Indiana/Marengo America/Kentucky/Louisville America/Louisville
EST-5 EDT-4 CDT-5 CST-6 = America/Indiana/Petersburg America/Indiana/Vincennes America/Iqaluit
  America/Kentucky/Monticello America/Pangnirtung
CST-6 CDT-5 EST-5 EDT-4 = America/Indiana/Tell_City
EST-5 EDT-4 CST-6 CDT-5 = America/Indiana/Winamac
MST-7 MDT-6 PST-8 PDT-7 = America/Inuvik
AKST-9 AKDT-8 YST-9 PDT-7 PST-8 YDT-8 = America/Juneau
AKST-9 AKDT-8 PST-8 PDT-7 = America/Metlakatla
AKST-9 AKDT-8 YST-9 BDT-10 BST-11 = America/Nome
CST-6 CDT-5 MDT-6 MST-7 = America/North_Dakota/Beulah America/North_Dakota/Center
  America/North_Dakota/New_Salem America/Ojinaga
CST-6 = America/Regina Canada/Saskatchewan
AST-4 EST-5 = America/Santo_Domingo
AKST-9 AKDT-8 YST-9 PDT-7 PST-8 = America/Sitka
NST-3:30 NDT-2:30 NDDT-1:30 = America/St_Johns Canada/Newfoundland
CST-6 MST-7 = America/Swift_Current
AKST-9 AKDT-8 YST-9 YDT-8 = America/Yakutat
AEST+10 AEDT+11 = Antarctica/Macquarie Australia/ACT Australia/Brisbane Australia/Canberra
  Australia/Currie Australia/Hobart Australia/Lindeman Australia/Melbourne Australia/NSW
  Australia/Queensland Australia/Sydney Australia/Tasmania Australia/Victoria
NZST+12 NZDT+13 = Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland
+3 EEST+3 EET+2 = Asia/Amman Asia/Damascus Asia/Istanbul Europe/Istanbul Turkey
IST+5:30 = Asia/Calcutta Asia/Kolkata
CST+8 CDT+9 = Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai
  Asia/Taipei PRC ROC
EET+2 EEST+3 IST+2 IDT+3 = Asia/Gaza Asia/Hebron
HKT+8 HKST+9 = Asia/Hong_Kong Hongkong
WIB+7 = Asia/Jakarta
WIT+9 = Asia/Jayapura
IST+2 IDT+3 = Asia/Jerusalem Asia/Tel_Aviv Israel
PKT+5 PKST+6 = Asia/Karachi
WITA+8 = Asia/Makassar Asia/Ujung_Pandang
PST+8 PDT+9 = Asia/Manila
WIB+7 WITA+8 = Asia/Pontianak
KST+9 KST+8:30 = Asia/Pyongyang
KST+9 KDT+10 = Asia/Seoul ROK
JST+9 = Asia/Tokyo Japan
+0 WEST+1 WET+0 = Atlantic/Azores
WET+0 WEST+1 = Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira WET
ACST+9:30 ACDT+10:30 = Australia/Adelaide Australia/Broken_Hill Australia/South
  Australia/Yancowinna
ACST+9:30 = Australia/Darwin Australia/North
AEST+10 = Australia/LHI Australia/Lord_Howe
AWST+8 AWDT+9 = Australia/Perth Australia/West
GMT+0 IST+1 = Eire Europe/Dublin
UTC+0 = Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu
GMT+0 BST+1 = Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/London GB
  GB-Eire
EET+2 EEST+3 MSD+4 MSK+3 = Europe/Chisinau Europe/Kiev Europe/Kyiv Europe/Tiraspol Europe/Uzhgorod
  Europe/Zaporozhye
EET+2 +3 EEST+3 MSK+3 MSD+4 = Europe/Kaliningrad
MSK+3 MSK+4 MSD+4 = Europe/Kirov
WET+0 WEST+1 CET+1 CEST+2 = Europe/Lisbon Portugal
+3 EET+2 EEST+3 MSK+3 MSD+4 = Europe/Minsk
MSK+3 MSK+4 MSD+4 EET+2 EEST+3 = Europe/Moscow W-SU
EET+2 EEST+3 MSK+3 MSD+4 = Europe/Riga Europe/Tallinn
MSK+3 MSK+4 EET+2 EEST+3 MSD+4 = Europe/Simferopol
EET+2 EEST+3 CEST+2 CET+1 MSK+3 MSD+4 = Europe/Vilnius
MSK+3 +4 MSK+4 MSD+4 = Europe/Volgograd
HST-10 = HST Pacific/Honolulu Pacific/Johnston US/Hawaii
MET+1 MEST+2 = MET
ChST+10 GST+10 GDT+11 = Pacific/Guam Pacific/Saipan
SST-11 = Pacific/Midway Pacific/Pago_Pago Pacific/Samoa US/Samoa
- = Africa/Casablanca Africa/El_Aaiun America/Araguaina America/Argentina/Buenos_Aires
  America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Argentina/Cordoba
  America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza
  America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan
  America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Asuncion
  America/Bahia America/Belem America/Boa_Vista America/Bogota America/Buenos_Aires
  America/Campo_Grande America/Caracas America/Catamarca America/Cayenne America/Cordoba
  America/Coyhaique America/Cuiaba America/Eirunepe America/Fortaleza America/Godthab
  America/Guayaquil America/Guyana America/Jujuy America/La_Paz America/Lima America/Maceio
  America/Manaus America/Mendoza America/Montevideo America/Noronha America/Nuuk
  America/Paramaribo America/Porto_Acre America/Porto_Velho America/Punta_Arenas America/Recife
  America/Rio_Branco America/Rosario America/Santarem America/Santiago America/Sao_Paulo
  America/Scoresbysund Antarctica/Casey Antarctica/Davis Antarctica/DumontDUrville
  Antarctica/Mawson Antarctica/Palmer Antarctica/Rothera Antarctica/Syowa Antarctica/Troll
  Antarctica/Vostok Asia/Aden Asia/Almaty Asia/Anadyr Asia/Aqtau Asia/Aqtobe Asia/Ashgabat
  Asia/Ashkhabad Asia/Atyrau Asia/Baghdad Asia/Bahrain Asia/Baku Asia/Bangkok Asia/Barnaul
  Asia/Bishkek Asia/Brunei Asia/Chita Asia/Choibalsan Asia/Colombo Asia/Dacca Asia/Dhaka Asia/Dili
  Asia/Dubai Asia/Dushanbe Asia/Ho_Chi_Minh Asia/Hovd Asia/Irkutsk Asia/Kabul Asia/Kamchatka
  Asia/Kashgar Asia/Kathmandu Asia/Katmandu Asia/Khandyga Asia/Krasnoyarsk Asia/Kuala_Lumpur
  Asia/Kuching Asia/Kuwait Asia/Magadan Asia/Muscat Asia/Novokuznetsk Asia/Novosibirsk Asia/Omsk
  Asia/Oral Asia/Phnom_Penh Asia/Qatar Asia/Qostanay Asia/Qyzylorda Asia/Rangoon Asia/Riyadh
  Asia/Saigon Asia/Sakhalin Asia/Samarkand Asia/Singapore Asia/Srednekolymsk Asia/Tashkent
  Asia/Tbilisi Asia/Tehran Asia/Thimbu Asia/Thimphu Asia/Tomsk Asia/Ulaanbaatar Asia/Ulan_Bator
  Asia/Urumqi Asia/Ust-Nera Asia/Vientiane Asia/Vladivostok Asia/Yakutsk Asia/Yangon
  Asia/Yekaterinburg Asia/Yerevan Atlantic/Cape_Verde Atlantic/South_Georgia Atlantic/Stanley
  Australia/Eucla Brazil/Acre Brazil/DeNoronha Brazil/East Brazil/West Chile/Continental
  Chile/EasterIsland Etc/GMT+1 Etc/GMT+10 Etc/GMT+11 Etc/GMT+12 Etc/GMT+2 Etc/GMT+3 Etc/GMT+4
  Etc/GMT+5 Etc/GMT+6 Etc/GMT+7 Etc/GMT+8 Etc/GMT+9 Etc/GMT-1 Etc/GMT-10 Etc/GMT-11 Etc/GMT-12
  Etc/GMT-13 Etc/GMT-14 Etc/GMT-2 Etc/GMT-3 Etc/GMT-4 Etc/GMT-5 Etc/GMT-6 Etc/GMT-7 Etc/GMT-8
  Etc/GMT-9 Europe/Astrakhan Europe/Samara Europe/Saratov Europe/Ulyanovsk Indian/Chagos
  Indian/Christmas Indian/Cocos Indian/Kerguelen Indian/Mahe Indian/Maldives Indian/Mauritius
  Indian/Reunion Iran Kwajalein NZ-CHAT Pacific/Apia Pacific/Bougainville Pacific/Chatham
  Pacific/Chuuk Pacific/Easter Pacific/Efate Pacific/Enderbury Pacific/Fakaofo Pacific/Fiji
  Pacific/Funafuti Pacific/Galapagos Pacific/Gambier Pacific/Guadalcanal Pacific/Kanton
  Pacific/Kiritimati Pacific/Kosrae Pacific/Kwajalein Pacific/Majuro Pacific/Marquesas
  Pacific/Nauru Pacific/Niue Pacific/Norfolk Pacific/Noumea Pacific/Palau Pacific/Pitcairn
  Pacific/Pohnpei Pacific/Ponape Pacific/Port_Moresby Pacific/Rarotonga Pacific/Tahiti
  Pacific/Tarawa Pacific/Tongatapu Pacific/Truk Pacific/Wake Pacific/Wallis Pacific/Yap Singapore
`

/** One abbreviation and the offset it stands for, in seconds east of Greenwich. */
export interface Abbreviation {
  /** Empty where the database writes the offset as a number. */
  readonly name: string
  readonly offset: number
}

/** Zone name (exact case) to its abbreviations, in the order of the table. */
export const zoneNames: ReadonlyMap<string, readonly Abbreviation[]> = readTable(table)

function readTable(text: string): Map<string, readonly Abbreviation[]> {
  const names = new Map<string, readonly Abbreviation[]>()
  let abbreviations: readonly Abbreviation[] = []
  for (const line of text.trim().split('\n')) {
    const [left, right] = line.split(' = ') as [string, string | undefined]
    if (right !== undefined) abbreviations = left === '-' ? [] : left.split(' ').map(readPair)
    for (const name of (right ?? left).trim().split(' ')) names.set(name, abbreviations)
  }
  return names
}

function readPair(pair: string): Abbreviation {
  const [, name, sign, hours, minutes, seconds] =
    /^([A-Za-z]*)([+-])(\d+)(?::(\d+))?(?::(\d+))?$/.exec(pair) as unknown as string[]
  const size = Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  return { name: name ?? '', offset: sign === '-' ? -size : size }
}
