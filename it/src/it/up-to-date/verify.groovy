String log = new File(basedir, 'build.log').text
List<String> builds = new File(basedir, 'calls.txt').readLines().findAll { it.startsWith('build ') }

// The first call of each kind starts cargo, the others do not even do that; mvn clean forgets.
assert builds.size() == 3
assert log.count('Nothing to compile: up-to-date is up to date') == 3
