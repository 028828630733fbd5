// The time zone database in short, a fact sheet in the public domain: zones, grouped by the abbreviations
// of their clocks, oldest first. `EST-5` is an abbreviation and the offset it stands for, `+3` an offset
// without letters (shown as `+03`), `EST-5@20150201` says from which day on (UTC) the offset bears this
// name, where it bore another one before. Local mean time is left out.

/** A line is `abbreviations = zones`; lines that begin with a blank continue the one above. */
export const zoneTable = `
GMT+0 = Africa/Abidjan Africa/Lome Africa/Ouagadougou Africa/Timbuktu Etc/GMT Etc/GMT+0 Etc/GMT-0
  Etc/GMT0 Etc/Greenwich GMT GMT+0 GMT-0 GMT0 Greenwich Iceland
GMT+0 +0:20 +0:30 = Africa/Accra
ADMT+2:35:20 EAT+3 = Africa/Addis_Ababa
PMT+0:09:21 WET+0 WEST+1 CET+1@19400225 CEST+2 WEST+1@19710425 CET+1@19771020 WEST+1@19800425
  CET+1@19810501 = Africa/Algiers
AMT+2:35:32@18691231 ADMT+2:35:20 EAT+3 = Africa/Asmara
+2:30 EAT+3 +2:45 = Africa/Asmera Africa/Nairobi
GMT+0 -1 = Africa/Bamako Africa/Conakry Africa/Nouakchott
WAT+1 = Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Libreville
  Africa/Luanda
BMT-1:06:36@19120101 -1 GMT+0 = Africa/Banjul
-1 GMT+0 = Africa/Bissau Africa/Dakar
ZMT+2:21:10 ZMT+2:21 CAT+2 = Africa/Blantyre
CAT+2 = Africa/Bujumbura Africa/Harare Africa/Kigali Africa/Lusaka Africa/Maputo
EET+2 EEST+3 = Africa/Cairo Asia/Beirut Asia/Nicosia EET Egypt Europe/Nicosia
+0 +1 = Africa/Casablanca
WET+0 WEST+1 CET+1@19840316 CEST+2 = Africa/Ceuta
EAT+3 +2:45 = Africa/Dar_es_Salaam
EAT+3 = Africa/Djibouti Indian/Comoro Indian/Mayotte
-1 +0 +1 = Africa/El_Aaiun
FMT-0:53@18820101 -1 -0:40 GMT+0 = Africa/Freetown
SAST+1:30 CAT+2 CAST+3 = Africa/Gaborone
SAST+1:30 SAST+2 SAST+3 = Africa/Johannesburg
CAT+2 CAST+3 EAT+3@20000115 = Africa/Juba Africa/Khartoum
EAT+3 +2:30 +2:45 = Africa/Kampala
GMT+0 +0:30 WAT+1 = Africa/Lagos
WAT+1 CAT+2 = Africa/Lubumbashi
GMT+0 WAT+1 = Africa/Malabo Africa/Porto-Novo Africa/Sao_Tome
SAST+2 SAST+3 = Africa/Maseru
SAST+2 = Africa/Mbabane
EAT+3 +2:30 = Africa/Mogadishu
MMT-0:43:08@18820101 MMT-0:44:30 GMT+0 = Africa/Monrovia
WAT+1 WAST+2 = Africa/Ndjamena
-1 GMT+0 WAT+1 = Africa/Niamey
CET+1 CEST+2 EET+2@19581231 CEST+2@19820331 EET+2@19900503 CEST+2@19970403 EET+2@19971003
  CEST+2@20130329 EET+2@20131025 = Africa/Tripoli Libya
PMT+0:09:21 CET+1 CEST+2 = Africa/Tunis
+1:30 SAST+2 SAST+3 CAT+2@19900320 WAT+1 = Africa/Windhoek
NST-11 NWT-10 NPT-10@19450814 BST-11@19670401 BDT-10@19690427 AHST-10@19831030 HST-10@19831130 HDT-9
  = America/Adak America/Atka US/Aleutian
AST-10 AWT-9 APT-9@19450814 AHST-10@19670401 AHDT-9@19690427 YST-9@19831030 AKST-9@19831130 AKDT-8 =
  America/Anchorage US/Alaska
AST-4 = America/Anguilla America/Dominica America/Grenada America/Guadeloupe America/Montserrat
  America/Port_of_Spain America/St_Kitts America/St_Thomas America/Tortola
EST-5 AST-4 = America/Antigua
-3 -2 = America/Araguaina America/Bahia America/Belem America/Fortaleza America/Maceio
  America/Recife America/Sao_Paulo Brazil/East
CMT-4:16:48 -4 -3 -2 = America/Argentina/Buenos_Aires America/Argentina/Catamarca
  America/Argentina/ComodRivadavia America/Argentina/Jujuy America/Argentina/La_Rioja
  America/Argentina/Mendoza America/Argentina/Rio_Gallegos America/Argentina/Salta
  America/Argentina/San_Juan America/Argentina/San_Luis America/Argentina/Tucuman
  America/Argentina/Ushuaia America/Buenos_Aires America/Catamarca America/Jujuy America/Mendoza
CMT-4:16:48@18941031 -4 -3 -2 = America/Argentina/Cordoba America/Cordoba America/Rosario
-4:30 AST-4 = America/Aruba America/Curacao
AMT-3:50:40@18900101 -4 -3 = America/Asuncion
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 EST-5@19450930 = America/Atikokan
MST-7 CST-6 MDT-6@19310430 CST-6@19320401 MDT-6@19960407 CDT-5 CST-6@20101031 =
  America/Bahia_Banderas
AST-4 ADT-3 -3:30 = America/Barbados
CST-6 -5:30 CWT-5 CPT-5@19450814 CDT-5@19731205 = America/Belize
AST-4 ADT-3 AWT-3@19420209 APT-3@19450814 = America/Blanc-Sablon
-4 -3 = America/Boa_Vista America/Campo_Grande America/Cayenne America/Cuiaba America/Manaus
  America/Porto_Velho America/Santarem Brazil/West
BMT-4:56:16@18840313 -5 -4 = America/Bogota
PST-8 PDT-7 MST-7@19230513 MWT-6 MPT-6@19450814 MDT-6@19670430 = America/Boise
-00+0 MST-7 MWT-6 MPT-6@19450814 MDT-6@19720430 CST-6@19991031 CDT-5 EST-5@20001029 MDT-6@20010401 =
  America/Cambridge_Bay
CST-6 EST-5 CDT-5@19960407 EST-5@19971026 EDT-4 CDT-5@19980802 EST-5@20150201 = America/Cancun
CMT-4:27:40 -4:30 -4 = America/Caracas
KMT-5:07:10 EST-5 = America/Cayman
CST-6 CDT-5 EST-5@19360301 CDT-5@19370425 CWT-5@19420209 CPT-5@19450814 CDT-5@19460428 =
  America/Chicago US/Central
MST-7 CST-6 MDT-6@19310430 CST-6@19320401 CDT-5 MDT-6@19980405 CST-6@20221030 = America/Chihuahua
  America/Ojinaga
MST-7 CST-6 MDT-6@19310430 CST-6@19320401 CDT-5 MDT-6@19980405 CST-6@20221030 MDT-6@20230312 =
  America/Ciudad_Juarez
CMT-5:19:36 EST-5 = America/Coral_Harbour America/Panama
SJMT-5:36:13@18900101 CST-6 CDT-5 = America/Costa_Rica
SMT-4:42:45 -5 -4 -3 = America/Coyhaique America/Punta_Arenas
MST-7 PST-8 = America/Creston
-3 -2 GMT+0 = America/Danmarkshavn
YST-9 YDT-8 YWT-8@19420209 YPT-8@19450814 YDDT-7 PST-8@19731028 PDT-7@19800427 MST-7@20201101 =
  America/Dawson
PST-8 PDT-7 PWT-7@19420209 PPT-7@19450814 PDT-7@19470427 MST-7@19720830 = America/Dawson_Creek
MST-7 MDT-6 MWT-6@19420209 MPT-6@19450814 MDT-6@19650425 = America/Denver America/Shiprock Navajo
  US/Mountain
CST-6 EST-5 EWT-4 EPT-4@19450814 EDT-4@19480425 = America/Detroit US/Michigan
MST-7 MDT-6 MWT-6@19420209 MPT-6@19450814 MDT-6@19470427 = America/Edmonton America/Yellowknife
  Canada/Mountain
-5 -4 = America/Eirunepe America/Lima America/Porto_Acre America/Rio_Branco Brazil/Acre
CST-6 CDT-5 = America/El_Salvador America/Guatemala America/Matamoros America/Tegucigalpa
MST-7 PST-8 PDT-7@19310401 PWT-7@19420424 PPT-7@19450814 PDT-7@19480405 = America/Ensenada
  America/Santa_Isabel America/Tijuana Mexico/BajaNorte
PST-8 PDT-7 PWT-7@19420209 PPT-7@19450814 PDT-7@19470427 MST-7@20150308 = America/Fort_Nelson
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19460428 EST-5@19550424 EDT-4 = America/Fort_Wayne
  America/Indiana/Indianapolis America/Indianapolis US/East-Indiana
AST-4 ADT-3 AWT-3@19420209 APT-3@19450814 ADT-3@19530426 = America/Glace_Bay
-3 -2 -1 = America/Godthab America/Nuuk
NST-3:30:52 NDT-2:30:52 NST-3:30 NDT-2:30 NWT-2:30@19420511 NPT-2:30@19450814 NDT-2:30@19460512
  AST-4 ADT-3 ADDT-2 = America/Goose_Bay
KMT-5:07:10 EST-5 EDT-4 AST-4@20150308 EDT-4@20180311 = America/Grand_Turk
QMT-5:14 -5 -4 = America/Guayaquil
-4 -3:45 -3 = America/Guyana
AST-4 ADT-3 AWT-3@19420209 APT-3@19450814 ADT-3@19460428 = America/Halifax Canada/Atlantic
HMT-5:29:36 CST-5 CDT-4 = America/Havana Cuba
MST-7 CST-6 MDT-6@19310430 CST-6@19320401 MDT-6@19960407 = America/Hermosillo America/Mazatlan
  Mexico/BajaSur
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19470427 EST-5@19620429 CDT-5@19670430
  EST-5@19911027 CDT-5@20060402 = America/Indiana/Knox America/Knox_IN US/Indiana-Starke
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19510429 EST-5@19610430 EDT-4 CDT-5@19740106
  EST-5@19741027 = America/Indiana/Marengo
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19550501 EST-5@19650425 CDT-5@19670430
  EST-5@19771030 CDT-5@20060402 EST-5@20071104 EDT-4 = America/Indiana/Petersburg
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19550501 EST-5@19640426 CDT-5@19680428 EDT-4
  EST-5@19691026 CDT-5@20060402 = America/Indiana/Tell_City
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 EST-5@19540425 EDT-4 = America/Indiana/Vevay
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19460428 EST-5@19640426 EDT-4 CDT-5@20060402
  EST-5@20071104 = America/Indiana/Vincennes
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19460428 EST-5@19610430 EDT-4 CDT-5@20060402
  EST-5@20071104 = America/Indiana/Winamac
-00+0 PST-8 PDT-7 MDT-6 MST-7@19791028 = America/Inuvik
-00+0 EWT-4 EPT-4@19450814 EST-5 EDT-4@19720430 CST-6 CDT-5@20000402 EST-5@20001029 =
  America/Iqaluit America/Pangnirtung
KMT-5:07:10@18900101 EST-5 EDT-4 = America/Jamaica Jamaica
PST-8 PWT-7 PPT-7@19450814 PDT-7@19690427 YDT-8@19800427 PST-8@19801026 YST-9 AKST-9@19831130
  AKDT-8@19840429 = America/Juneau
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19460428 EST-5@19610723 EDT-4 CDT-5@19740106
  EST-5@19741027 = America/Kentucky/Louisville America/Louisville
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19680428 EST-5@20001029 EDT-4 =
  America/Kentucky/Monticello
AST-4 AWT-3 APT-3@19450814 = America/Kralendijk America/Lower_Princes America/Marigot
  America/Puerto_Rico America/St_Barthelemy America/Virgin
CMT-4:32:36@18900101 BST-3:32:36 -4 = America/La_Paz
PST-8 PDT-7 PWT-7@19420209 PPT-7@19450814 PDT-7@19480314 = America/Los_Angeles US/Pacific
MMT-5:45:12 CST-6 EST-5 CDT-5@19790318 EST-5@19920101 CDT-5@20050410 = America/Managua
FFMT-4:04:20@18900101 AST-4 ADT-3 = America/Martinique
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19460428 EST-5@19690427 CDT-5@19730429 =
  America/Menominee
CST-6 EST-5 CDT-5@19960407 = America/Merida
PST-8 PWT-7 PPT-7@19450814 PDT-7@19690427 AKST-9 AKDT-8@20160313 PST-8@20181104 AKDT-8@20190310 =
  America/Metlakatla
MST-7 CST-6 MDT-6@19310430 CST-6@19320401 CDT-5 CWT-5@19431216 CDT-5@19500212 = America/Mexico_City
  Mexico/General
AST-4 -3 -2 = America/Miquelon
EST-5 AST-4 ADT-3 AWT-3@19420209 APT-3@19450814 ADT-3@19460428 = America/Moncton
MST-7 CST-6 MDT-6@19310430 CST-6@19320401 CDT-5 = America/Monterrey
MMT-3:44:51@19080610 -4 -3 -3:30 -2:30 -2 -1:30 = America/Montevideo
EST-5 EDT-4 EWT-4@19420209 EPT-4@19450814 EDT-4@19460428 = America/Montreal America/New_York
  America/Nipigon America/Thunder_Bay America/Toronto Canada/Eastern US/Eastern
EST-5 EWT-4 EPT-4@19450814 EDT-4@19640426 = America/Nassau
NST-11 NWT-10 NPT-10@19450814 BST-11@19670401 BDT-10@19690427 YST-9 AKST-9@19831130 AKDT-8 =
  America/Nome
-2 -1 = America/Noronha Atlantic/Cape_Verde Brazil/DeNoronha
MST-7 MDT-6 MWT-6@19420209 MPT-6@19450814 MDT-6@19670430 CST-6@20101107 CDT-5 =
  America/North_Dakota/Beulah
MST-7 MDT-6 MWT-6@19420209 MPT-6@19450814 MDT-6@19670430 CST-6@19921025 CDT-5 =
  America/North_Dakota/Center
MST-7 MDT-6 MWT-6@19420209 MPT-6@19450814 MDT-6@19670430 CST-6@20031026 CDT-5 =
  America/North_Dakota/New_Salem
PMT-3:40:52 PMT-3:40:36 -3:30 -3 = America/Paramaribo
MST-7 MDT-6 MWT-6@19420209 MDT-6@19670430 = America/Phoenix US/Arizona
PPMT-4:49 EST-5 EDT-4 = America/Port-au-Prince
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19460512 = America/Rainy_River America/Winnipeg
  Canada/Central
-00+0 CST-6 CDT-5 EST-5@20001029 CDT-5@20010401 = America/Rankin_Inlet
MST-7 MDT-6 MWT-6@19420209 MPT-6@19450814 MDT-6@19460414 CST-6@19600424 = America/Regina
  Canada/Saskatchewan
-00+0 CST-6 CDT-5 EST-5@20001029 CDT-5@20010401 EST-5@20061029 CDT-5@20070311 = America/Resolute
SMT-4:42:45@18900101 -5 -4 -3 = America/Santiago Chile/Continental
SDMT-4:40 EST-5 EDT-4 -4:30 AST-4@19741027 = America/Santo_Domingo
-2 -1 +0 = America/Scoresbysund
PST-8 PWT-7 PPT-7@19450814 PDT-7@19690427 YST-9 AKST-9@19831130 AKDT-8@19840429 = America/Sitka
NST-3:30:52@18840101 NDT-2:30:52 NST-3:30 NDT-2:30 NWT-2:30@19420511 NPT-2:30@19450814
  NDT-2:30@19460512 NDDT-1:30 = America/St_Johns Canada/Newfoundland
CMT-4:04@18900101 AST-4 = America/St_Lucia
KMT-4:04:56@18900101 AST-4 = America/St_Vincent
MST-7 MDT-6 MWT-6@19420209 MPT-6@19450814 MDT-6@19460428 CST-6@19720430 = America/Swift_Current
AST-4 ADT-3 = America/Thule
PST-8 PDT-7 PWT-7@19420209 PPT-7@19450814 PDT-7@19460428 = America/Vancouver Canada/Pacific
YST-9 YDT-8 YWT-8@19420209 YPT-8@19450814 YDDT-7 PST-8@19660227 PDT-7@19800427 MST-7@20201101 =
  America/Whitehorse Canada/Yukon
YST-9 YWT-8 YPT-8@19450814 YDT-8@19690427 AKST-9@19831130 AKDT-8@19840429 = America/Yakutat
-00+0 +8 +11 = Antarctica/Casey
-00+0 +7 +5 = Antarctica/Davis Antarctica/Vostok
-00+0 +10 = Antarctica/DumontDUrville
-00+0 AEST+10 AEDT+11 = Antarctica/Macquarie
-00+0 +6 +5 = Antarctica/Mawson
-00+0 NZST+12 NZDT+13 = Antarctica/McMurdo
-00+0 -3 -4 -2 = Antarctica/Palmer
-00+0 -3 = Antarctica/Rothera
NZMT+11:30 NZST+12:30 NZST+12 NZDT+13 = Antarctica/South_Pole NZ Pacific/Auckland
-00+0 +3 = Antarctica/Syowa
-00+0 +0@20050212 +2 = Antarctica/Troll
CET+1 CEST+2 CEMT+3 = Arctic/Longyearbyen Atlantic/Jan_Mayen Europe/Berlin
+3 = Asia/Aden Asia/Kuwait Asia/Riyadh Etc/GMT-3
+5 +6 +7 = Asia/Almaty Asia/Bishkek Asia/Dushanbe Asia/Omsk Asia/Tashkent
EET+2 EEST+3 +3@20221027 = Asia/Amman Asia/Damascus
+12 +13 +14 +11 = Asia/Anadyr
+4 +5 +6 = Asia/Aqtau Asia/Aqtobe Asia/Ashgabat Asia/Ashkhabad Asia/Qostanay Asia/Qyzylorda
  Asia/Samarkand
+3 +5 +6 +4 = Asia/Atyrau Asia/Oral
BMT+2:57:36 +3 +4 = Asia/Baghdad
+3:30 +4 +3 = Asia/Bahrain
+3 +4 +5 = Asia/Baku Asia/Yerevan Europe/Astrakhan Europe/Samara Europe/Saratov
BMT+6:42:04@18791231 +7 = Asia/Bangkok
+6 +7 +8 = Asia/Barnaul Asia/Hovd Asia/Krasnoyarsk Asia/Novokuznetsk Asia/Novosibirsk Asia/Tomsk
+7:30 +8 = Asia/Brunei
HMT+5:53:20 MMT+5:21:10 IST+5:30 +6:30 = Asia/Calcutta Asia/Kolkata
+8 +9 +10 = Asia/Chita Asia/Yakutsk
+7 +8 +9 = Asia/Choibalsan Asia/Ulaanbaatar Asia/Ulan_Bator
CST+8 CDT+9 = Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Shanghai PRC
MMT+5:19:32 +5:30 +6 +6:30 = Asia/Colombo
HMT+5:53:20 +6:30 +5:30 +6 +7 = Asia/Dacca Asia/Dhaka
+8 +9 = Asia/Dili
+4 = Asia/Dubai Asia/Muscat Etc/GMT-4 Indian/Mahe Indian/Reunion
EET+2 EEST+3 +3@20160907 EEST+3@20180325 = Asia/Famagusta
EET+2 EEST+3 IST+2@19670604 IDT+3@19740706 EET+2@19951231 EEST+3@19960404 = Asia/Gaza Asia/Hebron
PLMT+7:06:30@19060630 +7 +8 +9 = Asia/Ho_Chi_Minh Asia/Saigon
HKT+8 HKST+9 HKWT+8:30 JST+9@19411224 HKST+9@19460420 = Asia/Hong_Kong Hongkong
IMT+6:57:05@18791231 +7 +8 +9 = Asia/Irkutsk
IMT+1:56:56 EET+2 EEST+3 +3@19780628 +4 EEST+3@19850419 +3@20160906 = Asia/Istanbul Europe/Istanbul
  Turkey
BMT+7:07:12@18670809 +7:20 +7:30 +9 +8 WIB+7 = Asia/Jakarta
+9 +9:30 WIT+9@19631231 = Asia/Jayapura
JMT+2:20:40 IST+2 IDT+3 IDDT+4 = Asia/Jerusalem Asia/Tel_Aviv Israel
+4 +4:30 = Asia/Kabul
+11 +12 +13 = Asia/Kamchatka
+5:30 +6:30 +5 PKT+5@19710325 PKST+6 = Asia/Karachi
+6 = Asia/Kashgar Asia/Urumqi Etc/GMT-6
+5:30 +5:45 = Asia/Kathmandu Asia/Katmandu
+8 +9 +10 +11 = Asia/Khandyga
SMT+6:55:25 +7 +7:20 +7:30 +9 +8 = Asia/Kuala_Lumpur
+7:30 +8 +8:20 +9 = Asia/Kuching
CST+8 +9 +10 CDT+9@19460430 = Asia/Macao Asia/Macau
+10 +11 +12 = Asia/Magadan Asia/Srednekolymsk
MMT+7:57:36@19191231 +8 +9 WITA+8@19450922 = Asia/Makassar Asia/Ujung_Pandang
PST+8 PDT+9 JST+9@19420211 PDT+9@19450303 = Asia/Manila
PLMT+7:06:30 +7 +8 +9 = Asia/Phnom_Penh Asia/Vientiane
PMT+7:17:20@19080430 +7:30 +9 +8 WITA+8@19631231 WIB+7 = Asia/Pontianak
KST+8:30 JST+9 KST+9@19450823 = Asia/Pyongyang
+4 +3 = Asia/Qatar
RMT+6:24:47@18791231 +6:30 +9 = Asia/Rangoon Asia/Yangon
+9 +11 +12 +10 = Asia/Sakhalin
KST+8:30 JST+9 KST+9@19450907 KDT+10 KDT+9:30 = Asia/Seoul ROK
SMT+6:55:25@19001231 +7 +7:20 +7:30 +9 +8 = Asia/Singapore Singapore
CST+8 JST+9 CDT+9@19460514 = Asia/Taipei ROC
TBMT+2:59:11@18791231 +3 +4 +5 = Asia/Tbilisi
TMT+3:25:44@19151231 +3:30 +4:30 +4 +5 = Asia/Tehran Iran
+5:30 +6 = Asia/Thimbu Asia/Thimphu
JST+9 JDT+10 = Asia/Tokyo Japan
+8 +9 +12 +11 +10 = Asia/Ust-Nera
+9 +10 +11 = Asia/Vladivostok
PMT+3:45:05 +4 +5 +6 = Asia/Yekaterinburg
HMT-1:54:32 -2 -1 +0 WET+0@19921227 WEST+1 +0@19930617 = Atlantic/Azores
BMT-4:19:18@18900101 BST-3:19:18 AST-4 ADT-3 = Atlantic/Bermuda
-1 WET+0 WEST+1 = Atlantic/Canary
WET+0 WEST+1 = Atlantic/Faeroe Atlantic/Faroe WET
FMT-1:07:36@18840101 -1 +0 +1 WET+0@19661002 WEST+1@19820404 = Atlantic/Madeira
-1 +0 GMT+0@19680407 = Atlantic/Reykjavik
-2 = Atlantic/South_Georgia Etc/GMT+2
JMT-0:22:48@18900101 GMT+0 = Atlantic/St_Helena
SMT-3:51:24@18900101 -4 -3 -2 = Atlantic/Stanley
AEST+10 AEDT+11 = Australia/ACT Australia/Brisbane Australia/Canberra Australia/Currie
  Australia/Hobart Australia/Lindeman Australia/Melbourne Australia/NSW Australia/Queensland
  Australia/Sydney Australia/Tasmania Australia/Victoria
ACST+9 ACST+9:30 ACDT+10:30 = Australia/Adelaide Australia/Darwin Australia/North Australia/South
AEST+10 ACST+9 ACST+9:30 ACDT+10:30 = Australia/Broken_Hill Australia/Yancowinna
+8:45 +9:45 = Australia/Eucla
AEST+10 +10:30 +11:30 +11 = Australia/LHI Australia/Lord_Howe
AWST+8 AWDT+9 = Australia/Perth Australia/West
CET+1 CEST+2 = CET Europe/Belgrade Europe/Budapest Europe/Ljubljana Europe/Malta Europe/Oslo
  Europe/Podgorica Europe/Sarajevo Europe/Skopje Europe/Tirane Europe/Vaduz Europe/Vienna
  Europe/Zagreb
CST-6 CDT-5 CWT-5@19420209 CPT-5@19450814 CDT-5@19670430 = CST6CDT
EMT-7:17:28@18900101 -7 -6 -5 = Chile/EasterIsland Pacific/Easter
EST-5 = EST
EST-5 EDT-4 EWT-4@19420209 EPT-4@19450814 EDT-4@19670430 = EST5EDT
DMT-0:25:21@18800802 IST+0:34:39 GMT+0 BST+1 IST+1@19220326 = Eire Europe/Dublin
-1 = Etc/GMT+1
-10 = Etc/GMT+10 Pacific/Tahiti
-11 = Etc/GMT+11
-12 = Etc/GMT+12
-3 = Etc/GMT+3
-4 = Etc/GMT+4
-5 = Etc/GMT+5
-6 = Etc/GMT+6
-7 = Etc/GMT+7
-8 = Etc/GMT+8
-9 = Etc/GMT+9 Pacific/Gambier
+1 = Etc/GMT-1
+10 = Etc/GMT-10
+11 = Etc/GMT-11 Pacific/Guadalcanal Pacific/Ponape
+12 = Etc/GMT-12 Pacific/Funafuti Pacific/Tarawa Pacific/Wake Pacific/Wallis
+13 = Etc/GMT-13
+14 = Etc/GMT-14
+2 = Etc/GMT-2
+5 = Etc/GMT-5
+7 = Etc/GMT-7 Indian/Christmas
+8 = Etc/GMT-8
+9 = Etc/GMT-9 Pacific/Palau
UTC+0 = Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu
AMT+0:19:32@18341231 NST+1:19:32 +1:20 +0:20 CEST+2 CET+1 = Europe/Amsterdam
WET+0 CET+1 CEST+2 = Europe/Andorra
AMT+1:34:52@18950913 EET+2 EEST+3 CEST+2@19410429 CET+1 EET+2@19440403 = Europe/Athens
GMT+0 BST+1 BDST+2 = Europe/Belfast Europe/Isle_of_Man Europe/London GB GB-Eire
PMT+0:57:44@18491231 CET+1 CEST+2 GMT+0 = Europe/Bratislava Europe/Prague
BMT+0:17:30@18791231 WET+0 CET+1 CEST+2 WEST+1@19190301 CET+1@19421102 = Europe/Brussels
BMT+1:44:24@18910930 EET+2 EEST+3 = Europe/Bucharest
BMT+0:29:46 CET+1 CEST+2 = Europe/Busingen Europe/Zurich
CMT+1:55 BMT+1:44:24 EET+2 EEST+3 CEST+2@19410716 CET+1 MSK+3@19440823 MSD+4 EEST+3@19900505
  EET+2@19900930 = Europe/Chisinau Europe/Tiraspol
CMT+0:50:20@18891231 CET+1 CEST+2 = Europe/Copenhagen
GMT+0 BST+1 BDST+2 CET+1@19570414 CEST+2@19820328 = Europe/Gibraltar
GMT+0 BST+1 CEST+2 CET+1@19421102 BDST+2@19450507 BST+1@19450715 = Europe/Guernsey Europe/Jersey
HMT+1:39:49@18780530 EET+2 EEST+3 = Europe/Helsinki Europe/Mariehamn
CET+1 CEST+2 EET+2@19450409 EEST+3 MSK+3@19460406 MSD+4 EEST+3@19890325 +3@20110327 =
  Europe/Kaliningrad
KMT+2:02:04@18791231 EET+2 MSK+3 CEST+2@19410919 CET+1 MSD+4 EEST+3@19900630 EET+2@19910929 =
  Europe/Kiev Europe/Kyiv Europe/Uzhgorod Europe/Zaporozhye
+3 +4 +5 MSD+4@19890325 MSK+3@19890923 +4@19910330 MSD+4@19920328 MSK+4@20110326 = Europe/Kirov
WET+0 WEST+1 WEMT+2 CET+1@19661002 WEST+1@19770327 CET+1@19920927 CEST+2@19930328 WEST+1@19960331 =
  Europe/Lisbon Portugal
CET+1 CEST+2 WET+0 WEST+1@19190301 WEST+2@19400514 WET+1@19421102 CET+1@19440918 CEST+2@19450402 =
  Europe/Luxembourg
WET+0 WEST+1 WEMT+2 CET+1@19400316 CEST+2@19420502 = Europe/Madrid
MMT+1:50 EET+2 MSK+3 CEST+2@19410627 CET+1 MSD+4 EEST+3@19910330 EET+2@19910929 +3@20110327 =
  Europe/Minsk
PMT+0:09:21 WET+0 WEST+1 WEMT+2 CET+1@19450916 CEST+2@19760328 = Europe/Monaco
MMT+2:30:17@18791231 MMT+2:31:19 MST+3:31:19 MDST+4:31:19 MSD+4 MSK+3 +5 EET+2 EEST+3@19910330
  MSK+3@19920119 MSK+4@20110326 = Europe/Moscow W-SU
PMT+0:09:21@18910315 WET+0 WEST+1 CEST+2 CET+1@19421102 WEMT+2@19440824 WEST+1@19441007
  CET+1@19450916 CEST+2@19760328 = Europe/Paris
RMT+1:36:34@18791231 LST+2:36:34 EET+2 MSK+3 CEST+2@19410630 CET+1 MSD+4 EEST+3@19890325
  EET+2@19890924 = Europe/Riga
RMT+0:49:56@18661211 CET+1 CEST+2 = Europe/Rome Europe/San_Marino Europe/Vatican
SMT+2:16 EET+2 MSK+3 CEST+2@19411031 CET+1 MSD+4 EET+2@19900630 EEST+3@19920329 MSK+3@19940924
  EEST+3@19970330 MSK+4@20140330 MSK+3@20141025 = Europe/Simferopol
IMT+1:56:56 EET+2 CET+1 CEST+2@19430329 EET+2@19450402 EEST+3 = Europe/Sofia
SET+1:00:14 CET+1 CEST+2 = Europe/Stockholm
TMT+1:39@18791231 CET+1 CEST+2 EET+2@19210430 MSK+3 CEST+2@19410914 MSD+4 EEST+3@19890325
  EET+2@19890924 = Europe/Tallinn
+3 +4 +5 +2 = Europe/Ulyanovsk
WMT+1:24 KMT+1:35:36 CET+1 EET+2 MSK+3 CEST+2@19410623 MSD+4 EEST+3@19890325 EET+2@19890924
  CEST+2@19980329 EET+2@19991031 = Europe/Vilnius
+3 +4 +5 MSD+4@19880326 MSK+3@19880924 +4@19910330 MSD+4@19920328 MSK+4@20110326 +4@20181027 =
  Europe/Volgograd
WMT+1:24@18791231 CET+1 CEST+2 EET+2@19180916 EEST+3 CEST+2@19400623 = Europe/Warsaw Poland
HST-10 = HST
EAT+3 EAST+4 = Indian/Antananarivo
+5 +6 = Indian/Chagos
+6:30 = Indian/Cocos
-00+0 +5 = Indian/Kerguelen
MMT+4:54@18791231 +5 = Indian/Maldives
+4 +5 = Indian/Mauritius
+11 +10 +9 -12 +12 = Kwajalein Pacific/Kwajalein
MET+1 MEST+2 = MET
MST-7 = MST
MST-7 MDT-6 MWT-6@19420209 MPT-6@19450814 MDT-6@19670430 = MST7MDT
+12:15 +12:45 +13:45 = NZ-CHAT Pacific/Chatham
PST-8 PDT-7 PWT-7@19420209 PPT-7@19450814 PDT-7@19670430 = PST8PDT
-11:30 -11 -10 +14 +13 = Pacific/Apia
PMMT+9:48:32 +10 +9 +11 = Pacific/Bougainville
+10 +9 = Pacific/Chuuk
+11 +12 = Pacific/Efate Pacific/Noumea
-00+0 -12 -11 +13 = Pacific/Enderbury Pacific/Kanton
-11 +13 = Pacific/Fakaofo
+12 +13 = Pacific/Fiji
-5 -6 = Pacific/Galapagos
GST+10 +9 GDT+11 ChST+10@20001222 = Pacific/Guam
HST-10:30 HDT-9:30 HWT-9:30@19420209 HPT-9:30@19450814 HST-10 = Pacific/Honolulu Pacific/Johnston
  US/Hawaii
-10:40 -10 +14 = Pacific/Kiritimati
+11 +9 +10 +12 = Pacific/Kosrae Pacific/Majuro
-9:30 = Pacific/Marquesas
-11 -10 SST-11@19560902 = Pacific/Midway
+11:30 +9 +12 = Pacific/Nauru
-11:20 -11 = Pacific/Niue
+11:12 +11:30 +12:30 +11 +12 = Pacific/Norfolk
SST-11 = Pacific/Pago_Pago Pacific/Samoa US/Samoa
-8:30 -8 = Pacific/Pitcairn
+11 +9 +10 = Pacific/Pohnpei
PMMT+9:48:32 +10 = Pacific/Port_Moresby Pacific/Truk Pacific/Yap
-10:30 -9:30 -10 = Pacific/Rarotonga
+9 GST+10 GDT+11 ChST+10@20001222 = Pacific/Saipan
+12:20 +13 +14 = Pacific/Tongatapu
`
