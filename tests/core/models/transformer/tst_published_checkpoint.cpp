// The published checkpoint on MovieLens 1M, both read in place: logits and the table it is known by.
#include "core/base/random.h"
#include "core/files/pth.h"
#include "core/models/transformer/published_protocol.h"
#include "core/models/transformer/transformer_file.h"
#include "tests/core/models/model_cases.h"
#include "tests/core/models/transformer/net_in_doubles.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <cmath>
#include <fstream>
#include <map>
#include <numeric>

using namespace tastescope;
using namespace tastescope::test;

class TestPublishedCheckpoint : public QObject
{
    Q_OBJECT

private slots:
    void windowsHaveStartAndEnd();
    void placesAreThoseOfASortedList();
    void logitsAreThePublishedOnes();
    void comesBackFromSafetensors();
    void meetsTheTable();

private:
    /// Skips where the checkpoint is not here.
    bool load()
    {
        const auto folder = realData("recformer");
        if (!folder || m_shape)
            return folder.has_value();
        m_file = readPth(*folder / "model_1000e_512_32_32_4_4.pth");
        m_shape = transformerShapeIn(m_file, 4);
        m_layout.emplace(*m_shape);
        m_weights = transformerWeightsIn(m_file, *m_layout);
        return true;
    }
    std::vector<float> logits(const std::vector<std::int32_t>& words, std::int32_t user) const
    {
        BlockScratch scratch(*m_shape, 16, BlockScratch::For::Losses);
        const TransformerNet net{*m_shape, *m_layout, m_weights.data()};
        transformerKernels().read(net, {.words = words.data(), .users = &user, .count = 1}, scratch);
        transformerKernels().predict(net, scratch);
        std::vector<float> values;
        for (std::size_t word = 0; word < static_cast<std::size_t>(m_shape->words()); ++word)
            values.push_back(scratch.logits[word * 16]);
        return values;
    }

    TensorFile m_file;
    std::optional<TransformerShape> m_shape;
    std::optional<WeightLayout> m_layout;
    FloatLines m_weights;
};

#define LOAD_OR_SKIP()                                                                                                 \
    if (!load())                                                                                                       \
    QSKIP("The real data set recformer is not here: set TASTESCOPE_DATASETS.")

void TestPublishedCheckpoint::windowsHaveStartAndEnd()
{
    // Context 3, items 0 to 5, start 6, end 7: 6 1 2 3 4 7 and 6 5 7.
    const TransformerShape shape{.items = 6, .users = 2, .context = 3};
    const std::vector<std::vector<std::int32_t>> words{{1, 2, 3, 4}, {5}};
    const WindowBatch windows = publishedWindows(words, shape);
    QCOMPARE(windows.words, (std::vector<std::int32_t>{6, 1, 2, /**/ 1, 2, 3, /**/ 2, 3, 4}));
    QCOMPARE(windows.targets, (std::vector<std::int32_t>{3, 4, 7}));
    QCOMPARE(windows.users, (std::vector<std::int32_t>{0, 0, 0})); // the other has too few
}

void TestPublishedCheckpoint::placesAreThoseOfASortedList()
{
    // A net whose weights were drawn, measured as told and by sorting every list.
    const TransformerShape shape{.items = 30,
                                 .users = 5,
                                 .context = 3,
                                 .dimension = 8,
                                 .layers = 1,
                                 .heads = 2,
                                 .userDimension = 4,
                                 .hidden = 4};
    const WeightLayout layout(shape);
    const TransformerState state = startTransformer(shape, layout, 9);
    std::vector<std::vector<std::int32_t>> words(5);
    Random random(3, {1});
    for (auto& row : words)
        for (int k = 0; k < 30; ++k)
            row.push_back(static_cast<std::int32_t>(random.below(30)));
    const WindowBatch windows = publishedWindows(words, shape);
    const PublishedMeasure found =
        measureAsPublished({shape, layout, state.weights.data()}, windows, std::array{3, 10}, Workers(3));
    const NetInDoubles net(shape, namedDoubles(layout, state.weights));
    double mrr = 0;
    double duplicates = 0;
    for (std::size_t w = 0; w < windows.size(); ++w) {
        const std::int32_t* const window = windows.words.data() + w * 3;
        const std::vector<double> z = net.logits(window, windows.users[w]);
        std::vector<std::int32_t> order(32);
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, std::greater(),
                                 [&](std::int32_t word) { return z[static_cast<std::size_t>(word)]; });
        const auto isIn = [&](std::int32_t word) { return std::find(window, window + 3, word) != window + 3; };
        duplicates += static_cast<double>(std::count_if(order.begin(), order.begin() + 10, isIn)) / 10;
        int place = 0;
        for (const std::int32_t word : order) {
            if (word == windows.targets[w])
                break;
            place += isIn(word) ? 0 : 1;
        }
        mrr += place < 10 ? 1.0 / (place + 1) : 0;
    }
    const auto count = static_cast<double>(windows.size());
    QCOMPARE(found.windows, std::int64_t{145});
    QVERIFY(std::abs(found.figures[1].mrr - mrr / count) < 1e-9);
    QVERIFY(std::abs(found.figures[1].duplicates - duplicates / count) < 1e-9);
    QVERIFY(std::abs(found.crossEntropy - net.loss(windows, 0)) < 1e-5);
}

void TestPublishedCheckpoint::logitsAreThePublishedOnes()
{
    LOAD_OR_SKIP();
    QCOMPARE(m_shape->words(), 3885);
    QCOMPARE(m_shape->users, 6040);
    const auto meets = [](const std::vector<float>& found, const std::vector<float>& expected, int best) {
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(std::abs(found[i] - expected[i]) < 1e-4F, qPrintable(QString::number(found[i])));
        QCOMPARE(static_cast<int>(std::ranges::max_element(found) - found.begin()), best);
    };
    meets(logits({3883, 0, 1, 2, 3}, 0), {-3.565387F, -2.409455F, -3.453558F, -2.364099F, -3.484260F}, 2103);
    meets(logits({9, 19, 29, 39, 49}, 100), {-12.202436F, -16.616474F, -17.999981F}, 3884);
}

void TestPublishedCheckpoint::comesBackFromSafetensors()
{
    LOAD_OR_SKIP();
    const TempFiles files;
    writeSafetensors({{}, transformerTensors(*m_shape, *m_layout, m_weights)}, files.at("weights.safetensors"));
    const TensorFile again = readSafetensors(files.at("weights.safetensors"));
    QCOMPARE(again.tensors.size(), std::size_t(57)); // all that load_state_dict(strict=True) asks for, and no more
    for (const Tensor& tensor : m_file.tensors) {
        const Tensor& other = again.tensor(tensor.name);
        QVERIFY2(other.shape == tensor.shape && other.type == tensor.type && other.bytes == tensor.bytes,
                 tensor.name.c_str());
    }
    QVERIFY_EXCEPTION_THROWN((void)transformerShapeIn(m_file, 3), Error);
}

/// Film ids of movies.dat, ascending: token by id.
static std::map<int, std::int32_t> filmTokens(const std::filesystem::path& folder)
{
    std::map<int, std::int32_t> tokens;
    std::ifstream in(folder / "movies.dat");
    for (std::string line; std::getline(in, line);)
        tokens[std::stoi(line)] = 0;
    std::int32_t next = 0;
    for (auto& [id, token] : tokens)
        token = next++;
    return tokens;
}

void TestPublishedCheckpoint::meetsTheTable()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("982,089 windows take minutes under a sanitizer; tst_transformer_gradients runs the same kernels.");
#endif
    LOAD_OR_SKIP();
    const auto folder = realData("ml-1m");
    if (!folder)
        QSKIP("The real data set ml-1m is not here: set TASTESCOPE_DATASETS.");
    const auto dataset = importDataset(std::array{*folder / "ratings.dat.gz"}, {}).dataset;
    const std::map<int, std::int32_t> tokens = filmTokens(*folder);
    QCOMPARE(tokens.size(), std::size_t(3883));
    std::vector<std::vector<std::int32_t>> words(6040);
    for (const User user : idsUpTo<User>(dataset->userCount()))
        for (const Item item : dataset->sequences().items(user))
            words[static_cast<std::size_t>(std::stoi(std::string(dataset->users().name(index(user))))) - 1].push_back(
                tokens.at(std::stoi(std::string(dataset->items().ids.name(index(item))))));
    const WindowBatch windows = publishedWindows(words, *m_shape);
    const PublishedMeasure found =
        measureAsPublished({*m_shape, *m_layout, m_weights.data()}, windows, std::array{3, 5, 10}, Workers(0));
    QCOMPARE(found.windows, std::int64_t{982'089});
    QVERIFY2(std::abs(found.crossEntropy - 5.5304) < 5e-5, qPrintable(QString::number(found.crossEntropy)));
    constexpr double table[3][4] = {{.075106, .114816, .085254, .146474},
                                    {.087163, .168120, .107098, .137105},
                                    {.100301, .267906, .139187, .118657}};
    for (std::size_t n = 0; n < 3; ++n) {
        const PublishedFigures& figures = found.figures[n];
        const double values[] = {figures.mrr, figures.hit, figures.ndcg, figures.duplicates};
        for (std::size_t k = 0; k < 4; ++k)
            QVERIFY2(std::abs(values[k] - table[n][k]) < 5e-6, qPrintable(QString::number(values[k], 'f', 7)));
    }
}

QTEST_GUILESS_MAIN(TestPublishedCheckpoint)
#include "tst_published_checkpoint.moc"
