#include "core/files/safetensors.h"
#include "core/io/import_dataset.h"
#include "core/io/native/native_file.h"
#include "tests/durability/scenarios.h"

using namespace tastescope;
using namespace tastescope::test;

/// Somebody cuts, grows, overwrites, replaces or removes a file between any two calls by which it is read.
class TestChangingInput : public QObject
{
    Q_OBJECT

private slots:
    void isNoticedAndNamed_data();
    void isNoticedAndNamed();
};

namespace {

/// What was read, as far as it can be compared.
using Reader = std::function<std::string(const fs::path&)>;

std::string imported(const fs::path& file)
{
    return importDataset(std::vector{file}, {}).dataset->hash();
}

std::string loaded(const fs::path& file)
{
    return loadDataset(file)->hash();
}

std::string unsealed(const fs::path& file)
{
    const TensorFile tensors = readSafetensors(file);
    checkSeal(tensors, file);
    const auto& bytes = tensors.tensors.at(0).bytes;
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

std::string resultOf(const Reader& read, const fs::path& file)
{
    try {
        return read(file);
    } catch (const Error& error) {
        return error.what();
    }
}

void endFaults()
{
    const FaultPlan none;
    faultsBegin(&none);
}

std::string table(int rows)
{
    std::string text = "user,item\n";
    for (int k = 0; k < rows; ++k)
        text += "u" + std::to_string(k % 997) + ",i" + std::to_string(k % 1009) + "\n";
    return text;
}

std::string sealedTensor(const TempFiles& files, float value)
{
    TensorFile file;
    file.tensors.push_back(makeTensor("t", {200'000}, std::vector<float>(200'000, value)));
    seal(file);
    writeSafetensors(file, files.at("made"));
    return bytesOf(files.at("made"));
}

std::string native(const TempFiles& files, int users)
{
    saveDataset(Dataset(plantedParts(users, 256)), files.at("made"));
    return bytesOf(files.at("made"));
}

void write(const fs::path& file, const std::string& bytes, std::ios::openmode mode)
{
    std::ofstream(file, std::ios::binary | mode) << bytes;
}

/// Changes the file as `how` says; other: what may stand there instead.
void change(const std::string& how, const fs::path& file, const std::string& other)
{
    if (how == "cut to nothing")
        fs::resize_file(file, 0);
    else if (how == "cut in half")
        fs::resize_file(file, fs::file_size(file) / 2);
    else if (how == "grown")
        write(file, other.substr(0, 100), std::ios::app);
    else if (how == "overwritten")
        write(file, other, std::ios::trunc);
    else if (how == "removed")
        fs::remove(file);
    else {
        write(file.string() + ".new", other, std::ios::trunc);
        fs::rename(file.string() + ".new", file);
    }
}

} // namespace

void TestChangingInput::isNoticedAndNamed_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("how");
    for (const char* kind : {"text", "gzip", "native", "safetensors"})
        for (const char* how : {"cut to nothing", "cut in half", "grown", "overwritten", "replaced", "removed"})
            QTest::addRow("%s, %s", kind, how) << QString(kind) << QString(how);
}

void TestChangingInput::isNoticedAndNamed()
{
    QFETCH(QString, kind);
    QFETCH(QString, how);
    const TempFiles made;
    const std::string ending = kind == "text" ? "csv" : kind == "gzip" ? "csv.gz" : kind.toStdString();
    std::string sound = kind == "safetensors" ? sealedTensor(made, 1)
                        : kind == "native"    ? native(made, 64)
                                              : table(200'000);
    std::string other = kind == "safetensors" ? sealedTensor(made, 2)
                        : kind == "native"    ? native(made, 66)
                                              : table(190'000);
    if (kind == "gzip") {
        sound = gzipped(sound);
        other = gzipped(other);
    }
    const Reader read = kind == "safetensors" ? unsealed : kind == "native" ? loaded : imported;

    const TempFiles files;
    const std::string folder = files.folder();
    const fs::path file = files.write("input." + ending, sound);
    FaultPlan plan{.folder = folder.c_str(), .reads = 1};
    faultsBegin(&plan);
    const std::string expected = read(file);
    const long calls = faultsCounted();
    QVERIFY2(calls >= 4, "the calls are not seen: the shim does not stand before the C library");

    int refused = 0;
    const std::function<void()> meanwhile = [&] { change(how.toStdString(), file, other); };
    for (long call = 2; call <= calls; ++call) { // at the first nothing is open yet
        files.write("input." + ending, sound);
        plan = {.folder = folder.c_str(), .action = FaultMeanwhile, .at = call, .reads = 1, .meanwhile = &meanwhile};
        faultsBegin(&plan);
        try {
            const std::string found = read(file);
            endFaults();
            // Changed before it was opened to be read, or, of a sealed file, read to its end as it was.
            QVERIFY2(found == resultOf(read, file) || (kind == "safetensors" && found == expected),
                     "what was read never stood in the file");
        } catch (const Error& error) {
            ++refused;
            QVERIFY2(std::string(error.what()).find(file.string()) != std::string::npos, error.what());
        }
    }
    endFaults();
    QVERIFY(refused > 0 || (kind == "safetensors" && (how == "grown" || how == "replaced" || how == "removed")));
    qInfo("%d of %ld changes were told of", refused, calls - 1);
}

QTEST_GUILESS_MAIN(TestChangingInput)
#include "tst_changing_input.moc"
