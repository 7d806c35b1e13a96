"""The words of the labels of graphs, in the languages that are known: English, German, Spanish, French, Portuguese,
Italian and Chinese.

Each is a regular expression over `plain` text. A language is added by adding a row to each of the tables.
"""

from __future__ import annotations

import re
import unicodedata

STOCHASTIC = (
    r"sto?[ck]?h?as|stoch|esto[ck]|s\s*\.?\s*g\s*\.?\s*d\b|\bsdg\b|online",  # stochastic, in six languages
    r"\b(each|per) (data ?)?(point|sample)\b|\bpoint by point\b",
    r"\beinzeln|\bpunkt (fur|um) punkt\b|\b(jeder|pro) punkt\b",
    r"\bdge\b|\bpunto (por|a) punto\b|\buno por uno\b|\bcada punto\b",
    r"\bdgs\b|\bpoint par point\b|\b(chaque|par) point\b|\ben ligne\b",
    r"\bponto (por|a) ponto\b|\bcada ponto\b",
    r"\bpunto per punto\b|\b(ogni|per) punto\b",
    "随机|單樣本|单(个)?样本|逐(个|点|样本)|在线",
)
FULL = (
    r"\bbgd|\bbdg\b|\bb\.g\.d|full|whole|entire|complete|vanilla|\ball\b|\bevery(thing)?\b",
    r"\bvoll|\bganze?[rnms]?\b|\bgesamte?[rnms]?\b|\balle[rnms]?\b",
    r"\bcomplet[oa]s?\b|\btod[oa]s?\b|\benter[oa]s?\b",
    r"\bcomplet(e?s?)\b|\btou(s|t|te|tes)\b|\bentiere?s?\b",
    r"\binteir[oa]s?\b",
    r"\btutt[oiae]\b|\binter[oai]\b",
    "全|整|所有",
)
MINI = (r"mini(?!m)|\bmb(gd|sgd)?\b", r"\bkleinstapel", "小批|迷你")
BATCH = (
    r"batch|\bgd\b|gradient desc[ea]nt",
    r"stapel|gradientenabstieg",
    r"\blotes?\b|descenso del? gradiente",
    r"\blots?\b|descente (de|du) gradient",
    r"gradiente descendente|descida d[eo] gradiente",
    r"\blott[oi]\b|discesa del gradiente",
    "批|梯度下降",
)
NUMBERS = {
    1: r"\bone\b|\bsingle\b|\beins\b|\beine[mnrs]\b|\buno\b|\bsolo\b|\b(de|d) une?\b|\bum\b|大小一|单",
    5: r"\bfive\b|\bfunf|\bcinco\b|\bcinq\b|\bcinque\b|(?<![一二三四五六七八九十])五(?!十)",
    10: r"\bten\b|\bzehn|\bdiez\b|\bdix\b|\bdez\b|\bdieci\b|(?<![一二三四五六七八九])十(?![一二三四五六七八九])",
    20: r"\btwenty\b|\bzwanzig|\bveinte\b|\bvingt\b|\bvinte\b|\bventi\b|二十",
    60: r"\bsixty\b|\bsechzig|\bsesenta\b|\bsoixante\b|\bsessenta\b|\bsessanta\b|六十",
}
SIZE = (
    r"batch ?sizes?|\bsizes?|\bbs|mini ?batch(es)?|batches",
    r"(stapel|batch) ?gro(ss|s)e|stapel",
    r"tamano( d?el? (mini ?)?lotes?)?|(mini ?)?lotes?",
    r"taille( d[eu]s? (mini ?)?lots?)?|(mini ?)?lots?",
    r"tamanho( d[eo] (mini ?)?lotes?)?",
    r"dimensione( del (mini ?)?lotto)?|(mini ?)?lott[oi]",
    "批(量|次)?(大小|尺寸)|大小|小批量?",
)
EPOCHS = (r"epochs?|iterations?|iters?|updates?|steps?|times", r"epochen?|schritte?|mal", r"epocas?|pasos?|veces")
EPOCHS += (r"epoques?|pas|fois", r"passos?|vezes", r"epoc(a|he)|passi|volte", "轮次?|次|步|周期|回合")
STEP_SIZE = (r"lr|learning rate|step size|eta|alpha|seed|run", r"lernrate|schrittweite", r"tasa( de aprendizaje)?")
STEP_SIZE += (r"taux( d apprentissage)?", r"taxa( de aprendiza(do|gem))?", r"tasso( di apprendimento)?", "学习率|步长")
LOSS = (r"loss|cost|error|mse", r"verlust|fehler|kosten", r"perdida|coste|costo", r"perte|cout|erreur")
LOSS += (r"perda|custo|erro", r"perdita|errore", "损失|误差|代价")
EPOCH_ALONE = (r"(number of )?(the )?epochs?( number)?", r"epochen?", r"epocas?", r"epoques?", r"epoc(a|he)")
EPOCH_ALONE += ("轮次?|周期",)


def plain(text: str) -> str:
    """Small letters without accents, digits as ASCII has them, one kind of dash."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    found = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub("[‐‑‒–—−]", "-", found)


def words(*rows: tuple[str, ...]) -> str:
    """One expression for rows of a table."""
    return "|".join(part for row in rows for part in row)
