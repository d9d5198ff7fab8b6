// Countries that live by one clock, ISO 3166-1 to IANA. Countries with several (RU, US, CA, AU, BR, MX, KZ, ID, ...) are
// left out on purpose: there a country says nothing of the hour. Islands far off the mainland are not counted (ES, PT).

const LIST = `
AE Asia/Dubai, AL Europe/Tirane, AM Asia/Yerevan, AT Europe/Vienna, AZ Asia/Baku, BA Europe/Sarajevo, BE Europe/Brussels,
BG Europe/Sofia, BH Asia/Bahrain, BY Europe/Minsk, CH Europe/Zurich, CN Asia/Shanghai, CO America/Bogota, CY Asia/Nicosia,
CZ Europe/Prague, DE Europe/Berlin, DK Europe/Copenhagen, DZ Africa/Algiers, EE Europe/Tallinn, EG Africa/Cairo,
FI Europe/Helsinki, FR Europe/Paris, GB Europe/London, GE Asia/Tbilisi, GR Europe/Athens, HK Asia/Hong_Kong,
HR Europe/Zagreb, HU Europe/Budapest, IE Europe/Dublin, IL Asia/Jerusalem, IN Asia/Kolkata, IQ Asia/Baghdad,
IR Asia/Tehran, IS Atlantic/Reykjavik, IT Europe/Rome, JO Asia/Amman, JP Asia/Tokyo, KE Africa/Nairobi, KG Asia/Bishkek,
KR Asia/Seoul, KW Asia/Kuwait, LB Asia/Beirut, LI Europe/Vaduz, LK Asia/Colombo, LT Europe/Vilnius, LU Europe/Luxembourg,
LV Europe/Riga, MA Africa/Casablanca, MC Europe/Monaco, MD Europe/Chisinau, ME Europe/Podgorica, MK Europe/Skopje,
MT Europe/Malta, MY Asia/Kuala_Lumpur, NG Africa/Lagos, NL Europe/Amsterdam, NO Europe/Oslo, OM Asia/Muscat,
PE America/Lima, PH Asia/Manila, PK Asia/Karachi, PL Europe/Warsaw, QA Asia/Qatar, RO Europe/Bucharest,
RS Europe/Belgrade, SA Asia/Riyadh, SE Europe/Stockholm, SG Asia/Singapore, SI Europe/Ljubljana, SK Europe/Bratislava,
TH Asia/Bangkok, TJ Asia/Dushanbe, TM Asia/Ashgabat, TN Africa/Tunis, TR Europe/Istanbul, TW Asia/Taipei,
UA Europe/Kyiv, UZ Asia/Tashkent, VN Asia/Ho_Chi_Minh, ZA Africa/Johannesburg`

export const ZONE_OF_COUNTRY: Readonly<Record<string, string>> = Object.fromEntries(
  LIST.split(',').map((one) => one.trim().split(' ') as [string, string]),
)
