import groovy.json.JsonSlurper

// Of the places that the doctor lists, the one that is chosen.
def chosen = { String name ->
    def target = new JsonSlurper().parse(new File(basedir, "target/${name}.json")).targets.find { it.requested }
    target.c.candidates.find { it.state == 'chosen' }
}
assert chosen('first').source == 'toolchains'
assert chosen('first').version == '34.0'
assert chosen('one').version == '32.0'
assert chosen('range').version == '33.0'
assert chosen('range').clang.path.endsWith('/33.0/bin/clang')
return true
