// Small words that turn what is said: persons, modality, conditions, degree, contrast.
export const GRAMMAR: Readonly<Record<string, string>> = {
  neg: 'не ни нет ні нє неа нема немає нету без not no never dont doesnt didnt wont cant cannot isnt arent wasnt werent aint havent hasnt hadnt couldnt wouldnt shouldnt neither nor none nothing nobody nowhere hardly barely without лишь_бы_не',
  me: 'я мне мени мені мене меня мной мною мой моя мое мои моего моей мою мій моє мої мого моєї i me my mine myself im ive id ill',
  us: 'мы ми нам нас нами наш наша наше наші наши we us our ours were weve',
  you_formal:
    'вы ви вам вас вами ваш ваша ваше ваши ваші вашого вашу у_вас в_вас вашем вашому вашої your yours you u ur yall ye',
  you_rude: 'ты ти тебе тебя тобой тобою твой твоя твое твої твій твоє твои',
  they: 'он она оно они его ее их ему ей им він вона воно вони його її їх йому їй їм he she they him her them his their it its',
  ask_if:
    'ли чи разве хіба неужто невже может можно можна могу можу можете could can may might possible possibly возможно можливо would is_it are_they is_this are_there is_there do_you does_it есть_ли чи_є є_чи а_есть а_є is_it_possible',
  ask_how_much:
    'сколько скока скоко скильки скільки скіко скіки почем почім how_much how_many what_is_the_price whats_the_price',
  ask_why:
    'почему почиму зачем чому навіщо нащо пощо why how_come what_for за_що с_чего це_ж_чого откуда звідки',
  ask_where: 'где иде куда де куди where wheres',
  ask_when: 'когда кагда када коли when whens',
  ask_which: 'какой какая какое какие каких какую який яка яке які яких яку which what_kind what_sort',
  ask_who: 'кто кому кого хто who whom whose',
  if_cond:
    'если есле якщо як_що коли_б если_бы якби кабы if unless in_case suppose what_if а_вдруг а_раптом вдруг раптом provided',
  must: 'надо нада нужно нужен нужна нужны треба тре потрібно потрібен потрібна потрібні мушу должен должна должны повинен повинна need needs must have_to has_to gotta should supposed',
  want: 'хочу хочется хотел* хотелось хочемо хотів* хотіла хтів* бажаю желаю want wanna wants wanted would_like id_like like_to wish looking_to мечта* мрію',
  like: 'нрав* подоба* сподоб* понрав* люблю кохан* love loved adore like_it liked fancy dig в_восторг* у_захват* красив* гарн* beautiful gorgeous lovely pretty cute мил* милий приглянул*',
  fine_but:
    'устраивает влаштовує нормальн* норм нормас ок ok okay fine good хорош* добр* не_в_цене_дело не_в_ціні_справа не_проблема no_problem not_an_issue not_the_issue isnt_the_issue no_issue dont_mind вопросов_нет питань_нема без_вопросов без_питань',
  but: 'но але однако проте зато зате but though although however except only just только тільки лишь лише вот_только от_тільки просто жаль шкода pity shame alas увы',
  very: 'очень очинь дуже вельми сильно страшно ужасно жутко very really so super extremely awfully terribly такой така такий настолько настільки совсем зовсім вообще взагалі аж totally completely',
  more_than: 'больше більше более чем ніж than over дороже дорожче выше вище more greater above',
  less_than: 'меньше менше менее less_than under lower ниже нижче below fewer',
  again:
    'опять апять снова знову заново наново вновь again once_more yet_again still еще ще все_еще все_ще досі до_сих повторно another второй_раз вдруге втретє третий_раз',
  already: 'уже вже ужэ уж already только_что щойно just_now yet',
  only: 'один одна одно одну одне лишь всього всего только_одн* тільки_одн* single just_one only_one',
  before_buy:
    'хочу_купить хочу_заказать хочу_замовити хочу_купити планирую планую собираюсь збираюсь хотел_бы_заказ* thinking_of_buying want_to_buy want_to_order planning_to going_to_buy before_i_order before_i_buy если_закажу если_заказать якщо_замовлю якщо_замовити если_оформлю if_i_order перед_покупк* перед_заказ* перед_замовл*',
  past_done:
    'пришл* прийшл* пришел пришла прийшов получил* получила отримав* отримал* забрал* забрав* купил* купив* приобрел* придбав* придбал* received arrived came got turned_up bought purchased delivered доставили привезли надіслали прислали sent',
  question_mark: '?',
  exclaim: '!',
  money_sign: '$ € ₴ ₽ %',
  number: 'n1 n2 n3 n4 n5 n6',
}
