import random, sys, time
from tests.unit.exchange.test_text_formats import made_broken
for name in ("brat","doccano","labelstudio","prodigy","conll"):
    t=time.time()
    made_broken(name, random.Random(7), 6000)
    print(name, "ok", round(time.time()-t,1))
