#include "core/base/error.h"
#include "core/files/pickle_opcodes.h"
#include "core/files/pth.h"
#include "tests/core/files/pickled.h"
#include "tests/support/real_data.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tastescope;
using namespace tastescope::test;

namespace {

TensorFile read(const std::string& archive)
{
    return readPth(std::as_bytes(std::span(archive)), "model.pth");
}

/// What a checkpoint with this pickle is refused with; empty: it is read.
QString refusal(const std::string& archive)
{
    try {
        (void)read(archive);
    } catch (const BadInput& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

std::string checkpoint(const std::string& pickle, const std::string& numbers = floatBytes({0, 1, 2, 3, 4, 5}))
{
    return zipped({{"model/data.pkl", pickle}, {"model/byteorder", "little"}, {"model/data/0", numbers}});
}

std::string oneTensor(int count, int offset, const std::vector<int>& shape, const std::vector<int>& strides)
{
    return checkpoint(pickled(dictionary({{"a", tensor("0", count, offset, shape, strides)}})));
}

} // namespace

/// Checkpoints of PyTorch are read as data, and whatever else they ask for is refused by name.
class TestPth : public QObject
{
    Q_OBJECT

private slots:
    void readsTensorsAndViews();
    void namesLoseTheirWrappers();
    void findsTheWeightsInACheckpointOfMore();
    void refusesSymbols_data();
    void refusesSymbols();
    void refusesOpcodes_data();
    void refusesOpcodes();
    void refusesCallsAndShapes_data();
    void refusesCallsAndShapes();
    void refusesArchives();
    void refusesEveryShorterFile();
    void readsThePublishedCheckpoint();
};

void TestPth::readsTensorsAndViews()
{
    // Numbers 0 to 5 as 2 x 3; from place 1 on the transposed 2 x 2 of them: columns 1, 2 of both rows.
    const TensorFile file = read(checkpoint(
        pickled(dictionary({{"a", tensor("0", 6, 0, {2, 3}, {3, 1})}, {"b", tensor("0", 6, 1, {2, 2}, {1, 3})}}))));
    QCOMPARE(file.tensors.size(), std::size_t(2));
    QCOMPARE(floats(file.tensor("a"), {2, 3}), (std::vector<float>{0, 1, 2, 3, 4, 5}));
    QCOMPARE(floats(file.tensor("b"), {2, 2}), (std::vector<float>{1, 4, 2, 5}));
    QCOMPARE(floats(read(oneTensor(6, 4, {}, {})).tensor("a"), {}), (std::vector<float>{4}));
    QCOMPARE(floats(read(oneTensor(6, 6, {0}, {1})).tensor("a"), {0}), (std::vector<float>{}));
}

void TestPth::namesLoseTheirWrappers()
{
    const std::string a = tensor("0", 6, 0, {1}, {1});
    const auto names = [&](const std::string& name) {
        return read(checkpoint(pickled(dictionary({{name, a}})))).tensors.front().name;
    };
    QCOMPARE(names("_orig_mod.x.weight"), std::string("x.weight"));
    QCOMPARE(names("module.x._orig_mod.weight"), std::string("x.weight"));
    QVERIFY(refusal(checkpoint(pickled(dictionary({{"x", a}, {"module.x", a}})))).contains("two tensors"));
}

void TestPth::findsTheWeightsInACheckpointOfMore()
{
    const std::string inner = dictionary({{"a", tensor("0", 6, 0, {6}, {1})}});
    const std::string whole = "}(" + word("epoch") + "K\x07" + word("model_state_dict") + inner + word("loss") + "G"
                              + std::string(8, '\0') + word("done") + "\x88" + word("names") + "](" + word("x") + "Ne"
                              + "u";
    QCOMPARE(read(checkpoint(pickled(whole))).tensors.size(), std::size_t(1));
}

void TestPth::refusesSymbols_data()
{
    QTest::addColumn<QString>("module");
    QTest::addColumn<QString>("name");
    for (const char* text : {"os system",
                             "posix system",
                             "nt system",
                             "os popen",
                             "os execv",
                             "os remove",
                             "subprocess Popen",
                             "subprocess call",
                             "subprocess check_output",
                             "builtins eval",
                             "builtins exec",
                             "builtins open",
                             "builtins getattr",
                             "builtins __import__",
                             "builtins compile",
                             "__builtin__ eval",
                             "__builtin__ apply",
                             "importlib import_module",
                             "runpy run_path",
                             "pickle loads",
                             "marshal loads",
                             "types CodeType",
                             "types FunctionType",
                             "shutil rmtree",
                             "socket socket",
                             "ctypes CDLL",
                             "webbrowser open",
                             "sys exit",
                             "operator attrgetter",
                             "functools partial",
                             "torch load",
                             "torch.hub load",
                             "torch._utils _rebuild_tensor",
                             "torch.serialization load",
                             "torch.storage UntypedStorage",
                             "collections defaultdict",
                             "numpy.core.multiarray _reconstruct",
                             "copyreg _reconstructor",
                             "codecs encode",
                             "torch FloatStorage.evil"}) {
        const QStringList parts = QString::fromUtf8(text).split(QLatin1Char(' '));
        QTest::newRow(text) << parts[0] << parts[1];
    }
}

void TestPth::refusesSymbols()
{
    QFETCH(QString, module);
    QFETCH(QString, name);
    const std::string call = symbol(module.toStdString(), name.toStdString()) + "(" + word("touch /tmp/run") + "tR";
    const QString told = refusal(checkpoint(pickled(call)));
    QVERIFY2(told.contains(module + "." + name), qPrintable(told));
    QVERIFY2(told.contains("opcode GLOBAL at byte 2 "), qPrintable(told));
}

void TestPth::refusesOpcodes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("name");
    const std::string read = "NKMJGXU()t}]aesuqrhjcQRb.\x80\x81\x85\x86\x87\x88\x89\x8A\x8F";
    for (const PickleOpcode& opcode : pickleOpcodes)
        if (read.find(static_cast<char>(opcode.code)) == std::string::npos)
            QTest::newRow(opcode.name) << static_cast<int>(opcode.code) << QString::fromUtf8(opcode.name);
    QTest::newRow("none") << 1 << QStringLiteral("0x01");
}

void TestPth::refusesOpcodes()
{
    QFETCH(int, code);
    QFETCH(QString, name);
    const QString told = refusal(
        checkpoint(pickled("N" + std::string(1, static_cast<char>(code)) + "cos\nsystem\n" + std::string(20, 'a'))));
    QVERIFY2(told.contains("opcode " + name + " at byte 3 "), qPrintable(told));
}

void TestPth::refusesCallsAndShapes_data()
{
    QTest::addColumn<QByteArray>("pickle");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const std::string& value, const char* words) {
        QTest::newRow(name) << QByteArray::fromStdString(pickled(value)) << QString::fromUtf8(words);
    };
    const std::string dict = symbol("collections", "OrderedDict");
    row("calls a number", "K\1)R", "no name");
    row("calls with no tuple", dict + "K\1R", "arguments");
    row("calls a storage", symbol("torch", "FloatStorage") + ")R", "not for calling");
    row("calls nothing", ")R", "not there");
    row("pops beyond a mark", "(R", "not there");
    row("no mark", "K\1t", "MARK");
    row("sets in a list", "]K\1K\2s", "another kind");
    row("sets half an item", "}(K\1u", "without a value");
    row("appends to a dictionary", "}K\1a", "another kind");
    row("builds a tuple", ")}b", "another kind");
    row("asks an empty memo", "h\5", "memo 5");
    row("another protocol", "\x80\x04N", "protocol 4");
    row("a long of 9 bytes", std::string("\x8A\x09") + std::string(9, '\1'), "at most 8");
    row("a string beyond the end", "X" + little(0xFFFFFFFF, 4), "cut short");
    row("a persistent id that is no storage", "(" + word("module") + "NNNNtQ", "than a storage");
    row("a storage of unknown numbers",
        "(" + word("storage") + symbol("torch", "FloatStorage") + word("0") + word("cpu") + "NtQ", "count");
    row("a tensor of nothing", symbol("torch._utils", "_rebuild_tensor_v2") + "(NK\1))tR", "than a storage");
    row("a parameter of nothing", symbol("torch._utils", "_rebuild_parameter") + "(N\x88NtR", "than a tensor");
    row("no dictionary", "K\1", "no dictionary");
    row("a name that is no text", dictionary({{"a\xff", tensor("0", 6, 0, {6}, {1})}}), "UTF-8");
    row("a name of the format's", dictionary({{"__metadata__", tensor("0", 6, 0, {6}, {1})}}), "__metadata__");
    row("no tensors", "}", "no tensors");
    row("another storage", dictionary({{"a", tensor("1", 6, 0, {6}, {1})}}), "model/data/1");
    row("more than the storage has", dictionary({{"a", tensor("0", 7, 0, {7}, {1})}}), "too few");
    row("beyond its end", dictionary({{"a", tensor("0", 6, 1, {6}, {1})}}), "beyond its storage");
    row("a stride too far", dictionary({{"a", tensor("0", 6, 0, {2, 2}, {5, 1})}}), "beyond its storage");
    row("more numbers than there are", dictionary({{"a", tensor("0", 6, 0, {200, 200, 200}, {0, 0, 0})}}),
        "more numbers");
    row("fewer strides", dictionary({{"a", tensor("0", 6, 0, {2, 3}, {3})}}), "strides");
    row("nine dimensions", dictionary({{"a", tensor("0", 6, 0, std::vector<int>(9, 1), std::vector<int>(9, 1))}}),
        "8 dimensions");
}

void TestPth::refusesCallsAndShapes()
{
    QFETCH(QByteArray, pickle);
    QFETCH(QString, words);
    const QString told = refusal(checkpoint(pickle.toStdString()));
    QVERIFY2(told.contains(words), qPrintable(told));
}

void TestPth::refusesArchives()
{
    const std::string pickle = pickled(dictionary({{"a", tensor("0", 6, 0, {6}, {1})}}));
    const std::string numbers = floatBytes({0, 1, 2, 3, 4, 5});
    QVERIFY(refusal("\x80\x02\x8a\x0a").contains("before 1.6"));
    QVERIFY(refusal(zipped({{"m/data.pkl", pickle}, {"m/data/0", numbers}}, 8)).contains("compressed"));
    QVERIFY(refusal(zipped({{"m/data/0", numbers}})).contains("no checkpoint"));
    QVERIFY(refusal(zipped({{"m/data.pkl", pickle}, {"n/data.pkl", pickle}})).contains("2 entries"));
    QVERIFY(refusal(zipped({{"m/data.pkl", pickle}, {"m/constants.pkl", ""}})).contains("TorchScript"));
    QVERIFY(refusal(zipped({{"m/data.pkl", pickle}, {"m/data.pkl", pickle}})).contains("twice"));
    std::string damaged = checkpoint(pickle);
    damaged[damaged.find(numbers) + 5] ^= 1;
    QVERIFY(refusal(damaged).contains("checksum"));
    const std::string reversed{numbers.rbegin(), numbers.rend()};
    const TensorFile big = read(zipped({{"m/data.pkl", pickle}, {"m/byteorder", "big"}, {"m/data/0", reversed}}));
    QCOMPARE(floats(big.tensor("a"), {6}), (std::vector<float>{5, 4, 3, 2, 1, 0}));
}

void TestPth::refusesEveryShorterFile()
{
    const std::string whole = oneTensor(6, 0, {2, 3}, {3, 1});
    QVERIFY(refusal(whole).isEmpty());
    for (std::size_t size = 0; size < whole.size(); ++size)
        QVERIFY(!refusal(whole.substr(0, size)).isEmpty());
    const std::string pickle = pickled(dictionary({{"a", tensor("0", 6, 0, {6}, {1})}}));
    for (std::size_t size = 0; size < pickle.size(); ++size)
        QVERIFY(!refusal(checkpoint(pickle.substr(0, size))).isEmpty());
}

void TestPth::readsThePublishedCheckpoint()
{
    const auto folder = realData("recformer");
    if (!folder)
        QSKIP("The real data set recformer is not here: set TASTESCOPE_DATASETS.");
    const TensorFile file = readPth(*folder / "model_1000e_512_32_32_4_4.pth");
    QCOMPARE(file.tensors.size(), std::size_t(57));
    QCOMPARE(int64s(file.tensor("movie_transformer.positional_ids"), {1, 5}),
             (std::vector<std::int64_t>{0, 1, 2, 3, 4}));
    const std::vector<float> words = floats(file.tensor("movie_transformer.token_embedding.weight"), {3885, 32});
    const auto [least, most] = std::ranges::minmax(words);
    QVERIFY(std::abs(words[0] - 0.320217F) < 1e-6F);
    QVERIFY(std::abs(least + 11.7112F) < 1e-4F && std::abs(most - 12.8436F) < 1e-4F);
    QVERIFY(std::abs(floats(file.tensor("output_layer.fc_layers.0.bias"), {16})[0] - 0.322476F) < 1e-6F);
}

QTEST_GUILESS_MAIN(TestPth)
#include "tst_pth.moc"
