#include "core/experiment/user_results_file.h"

#include "core/files/safetensors.h"

#include <algorithm>
#include <cstring>
#include <sstream>

namespace tastescope {

namespace {

std::vector<std::string> words(const std::string& text)
{
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

} // namespace

void saveUserResults(const UserResults& results, const std::filesystem::path& path)
{
    std::vector<std::int32_t> users;
    for (const User user : results.users)
        users.push_back(number(user));
    std::string metrics;
    for (const std::string& metric : results.metrics)
        metrics += (metrics.empty() ? "" : " ") + metric;

    const auto rows = static_cast<std::int64_t>(users.size());
    const auto columns = static_cast<std::int64_t>(results.metrics.size());
    TensorFile file;
    file.metadata = {{"metrics", metrics}};
    file.tensors.push_back(makeTensor("users", {rows}, users));
    file.tensors.push_back(makeTensor("positives", {rows}, results.positives));
    const auto bytes = std::as_bytes(std::span(results.values));
    file.tensors.push_back({"values", TensorType::F64, {rows, columns}, {bytes.begin(), bytes.end()}});
    seal(file);
    writeSafetensors(std::move(file), path);
}

UserResults loadUserResults(const std::filesystem::path& path, const DatasetFacts& data)
{
    const TensorFile file = readSafetensors(path);
    checkSeal(file, path);
    try {
        UserResults results;
        results.metrics = words(file.entry("metrics"));
        const Tensor& values = file.tensor("values");
        const std::vector<std::int64_t> shape = file.tensor("users").shape;
        const auto columns = static_cast<std::int64_t>(results.metrics.size());
        if (shape.size() != 1 || values.type != TensorType::F64
            || values.shape != std::vector<std::int64_t>{shape[0], columns})
            throw Error("found other shapes, expected users x " + std::to_string(columns) + " values.");
        for (const std::int32_t user : int32s(file.tensor("users"), shape))
            results.users.push_back(User{user});
        results.positives = int32s(file.tensor("positives"), shape);
        results.values.resize(values.bytes.size() / sizeof(double));
        std::memcpy(results.values.data(), values.bytes.data(), values.bytes.size());
        if (!results.isValid())
            throw Error("its users are not in order, have no positives, or their figures are not within 0 and 1.");
        results.dataset = data.hash;
        results.requireOf(data.hash, static_cast<std::size_t>(data.users));
        return results;
    } catch (const BadInput&) {
        throw;
    } catch (const Error& error) {
        throw BadInput({path.string()}, error.what());
    }
}

} // namespace tastescope
